using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Reading;

/// <summary>Reads JSON that an API server has accepted: as deep as our own readers let it be, which is deeper than the default.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>The text as a document, which the caller disposes.</summary>
    public static JsonDocument Document(RawJson json) => JsonDocument.Parse(json.Utf8, Options);

    /// <summary>The text as a tree.</summary>
    public static JsonNode? Tree(RawJson json) => JsonNode.Parse(json.Utf8.Span, documentOptions: Options);
}
