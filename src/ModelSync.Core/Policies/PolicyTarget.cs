using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Policies;

/// <summary>Where something is to run: what policies match on.</summary>
public sealed record PolicyTarget
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The labels of the namespace; null when they are not known.</summary>
    public StringMap? NamespaceLabels { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The target's environment, from <see cref="EnvironmentResolver"/>; null when it has none, or when a version is looked at as such.</summary>
    public string? Environment { get; init; }

    /// <summary>The ModelCluster, `local` for the operator's own; null when a version is looked at as such.</summary>
    public string? Cluster { get; init; }
}
