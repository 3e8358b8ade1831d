using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of one kind over its record.</summary>
internal sealed class RuleSet<T>(Place<T> root) : IRuleSet
    where T : class, IResource<T>
{
    /// <inheritdoc />
    public ResourceInfo Kind => T.Resource;

    /// <inheritdoc />
    public IReadOnlyList<CelRule> Rules { get; } = [.. root.Describe(string.Empty)];

    /// <summary>What an object breaks; <paramref name="old"/> is null for a new one.</summary>
    public IReadOnlyList<Violation> Find(T self, T? old)
    {
        var found = new List<Violation>();
        root.Check(self, old, Location.Root, found);
        return found;
    }

    /// <inheritdoc />
    public IReadOnlyList<Violation> Find(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old) => Find(Read(json), old.IsEmpty ? null : Read(old));

    private static T Read(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, T.TypeInfo) ?? throw new JsonException($"null is no {T.Resource.Kind}: give an object");
}
