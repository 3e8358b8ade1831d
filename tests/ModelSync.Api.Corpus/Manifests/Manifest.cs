using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Corpus.Manifests;

/// <summary>One manifest of the corpus: a new object, or the change of an old one.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Object">The object.</param>
/// <param name="Old">The object before the change; null for a new one.</param>
/// <param name="Errors">What is wrong with it; nothing with a good one.</param>
public sealed record Manifest(string Name, ResourceInfo Kind, JsonObject Object, JsonObject? Old, IReadOnlyList<ExpectedError> Errors)
{
    /// <summary>The object as JSON.</summary>
    public ReadOnlyMemory<byte> Json => JsonSerializer.SerializeToUtf8Bytes(Object);

    /// <summary>The old object as JSON; empty for a new one.</summary>
    public ReadOnlyMemory<byte> OldJson => Old is null ? default : JsonSerializer.SerializeToUtf8Bytes(Old);

    /// <inheritdoc />
    public override string ToString() => Name;
}
