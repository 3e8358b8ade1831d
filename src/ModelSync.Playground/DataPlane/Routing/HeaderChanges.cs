using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>Headers to overwrite, to add and to take away.</summary>
internal sealed record HeaderChanges
{
    public static HeaderChanges None { get; } = new();

    public IReadOnlyList<KeyValuePair<string, string>> Set { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Add { get; init; } = [];

    public IReadOnlyList<string> Remove { get; init; } = [];

    public bool IsEmpty => Set.Count == 0 && Add.Count == 0 && Remove.Count == 0;

    public void Apply(IHeaderDictionary headers)
    {
        foreach (var (name, value) in Set)
        {
            headers[name] = value;
        }

        foreach (var (name, value) in Add)
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        foreach (var name in Remove)
        {
            headers.Remove(name);
        }
    }

    /// <summary>These and then the others.</summary>
    public HeaderChanges Then(HeaderChanges others) => others.IsEmpty ? this : IsEmpty ? others : new HeaderChanges
    {
        Set = [.. Set, .. others.Set],
        Add = [.. Add, .. others.Add],
        Remove = [.. Remove, .. others.Remove],
    };
}
