using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A port of the Services.</summary>
public sealed record ServicePortSpec
{
    /// <summary>The port's name, unique in the list.</summary>
    public string? Name { get; init; }

    /// <summary>The port of the Service.</summary>
    public int? Port { get; init; }

    /// <summary>The pods' port, by number or name; left out: the same as port.</summary>
    public IntOrString? TargetPort { get; init; }

    /// <summary>The application protocol, such as kubernetes.io/h2c.</summary>
    public string? AppProtocol { get; init; }
}
