using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>Who tells of an Event.</summary>
public sealed record EventSource
{
    /// <summary>The component.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Component { get; init; }

    /// <summary>The node that it tells from.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Host { get; init; }
}
