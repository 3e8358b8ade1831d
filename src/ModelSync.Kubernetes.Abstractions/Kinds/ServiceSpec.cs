using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a Service serves and by which pods.</summary>
public sealed record ServiceSpec
{
    /// <summary>`ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Type { get; init; }

    /// <summary>The virtual address, or `None`.</summary>
    public string? ClusterIP { get; init; }

    /// <summary>The labels of the pods behind it.</summary>
    public StringMap? Selector { get; init; }

    /// <summary>The ports it listens on.</summary>
    public IReadOnlyList<ServicePort>? Ports { get; init; }
}
