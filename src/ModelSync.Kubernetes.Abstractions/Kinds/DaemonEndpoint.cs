using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>The port of one agent.</summary>
public sealed record DaemonEndpoint
{
    /// <summary>The number; a capital letter begins its name on the wire.</summary>
    [JsonPropertyName("Port")]
    public int? Port { get; init; }
}
