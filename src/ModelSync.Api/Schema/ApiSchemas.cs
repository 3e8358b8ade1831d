using System.Collections.Concurrent;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Schema;

/// <summary>The schemas of all kinds, read from resources of this assembly at first use. Thread-safe.</summary>
public static class ApiSchemas
{
    private static readonly ConcurrentDictionary<string, SchemaNode> Loaded = new(StringComparer.Ordinal);

    /// <summary>The schema of a whole object of a kind, which must be one of <see cref="ApiKinds.All"/>.</summary>
    /// <exception cref="ArgumentException">The kind is not of this group.</exception>
    public static SchemaNode Of(ResourceInfo kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Loaded.GetOrAdd(kind.GroupResource, static (_, info) => Load(info), kind);
    }

    private static SchemaNode Load(ResourceInfo kind)
    {
        using var stream = typeof(ApiSchemas).Assembly.GetManifestResourceStream($"{kind.GroupResource}.json")
            ?? throw new ArgumentException($"{kind} is no kind of {ApiGroup.Name}: use one of {string.Join(", ", ApiKinds.All.Select(known => known.Kind))}.", nameof(kind));
        using var document = JsonDocument.Parse(stream);
        return SchemaReader.Read(document.RootElement);
    }
}
