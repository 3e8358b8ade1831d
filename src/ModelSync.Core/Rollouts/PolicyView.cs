using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Rollouts;

/// <summary>The policies and the facts about the rollout's place that they need.</summary>
public sealed record PolicyView
{
    /// <summary>No policy has anything to say.</summary>
    public static PolicyView None { get; } = new();

    /// <summary>The labels of the rollout's namespace.</summary>
    public StringMap? NamespaceLabels { get; init; }

    /// <summary>The operator's own environment, from its flag.</summary>
    public string? DefaultEnvironment { get; init; }
}
