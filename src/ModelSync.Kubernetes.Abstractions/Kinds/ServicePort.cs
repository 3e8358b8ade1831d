using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A port that a Service listens on.</summary>
public sealed record ServicePort
{
    /// <summary>The name; needed where there are several.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>`TCP`, `UDP` or `SCTP`; part of the key in an apply, so write it.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Protocol { get; init; }

    /// <summary>The protocol spoken inside, such as `kubernetes.io/h2c`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? AppProtocol { get; init; }

    /// <summary>The number it listens on.</summary>
    public int? Port { get; init; }

    /// <summary>The number or name of the pods' port.</summary>
    public IntOrString? TargetPort { get; init; }
}
