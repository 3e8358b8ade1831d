using System.Text.Json;
using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>Who holds a lease, and since when.</summary>
public sealed record LeaseSpec
{
    /// <summary>Who holds it; empty where nobody does.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When the holder got it.</summary>
    public MicroTime? AcquireTime { get; init; }

    /// <summary>When the holder last renewed it.</summary>
    public MicroTime? RenewTime { get; init; }

    /// <summary>How often it changed hands.</summary>
    public int? LeaseTransitions { get; init; }

    /// <summary>Fields that this model does not know, carried along unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
