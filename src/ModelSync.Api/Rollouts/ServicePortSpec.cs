using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A port of the Services.</summary>
public sealed record ServicePortSpec
{
    /// <summary>The port's name, unique in the list.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>The port of the Service.</summary>
    [Required, Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>The pods' port, by number or name; left out: the same as port.</summary>
    [Range(1, 65535), Length(1, 63)]
    public IntOrString? TargetPort { get; init; }

    /// <summary>The application protocol, such as kubernetes.io/h2c.</summary>
    [Length(1, 253)]
    public string? AppProtocol { get; init; }
}
