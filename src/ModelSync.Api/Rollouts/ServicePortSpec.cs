using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A port of the Services.</summary>
public sealed record ServicePortSpec : SpecPart
{
    /// <summary>The name of the port.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>The number of the port in the Services.</summary>
    [Required, Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>The port of the pods, by number or by name. Left out: the same number as port.</summary>
    [Range(1, 65535), Length(1, 63)]
    public IntOrString? TargetPort { get; init; }

    /// <summary>The application protocol, such as kubernetes.io/h2c.</summary>
    [Length(1, 253)]
    public string? AppProtocol { get; init; }
}
