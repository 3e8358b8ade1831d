using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Rollouts;

/// <summary>The policies and the facts about the rollout's place that they need.</summary>
public sealed record PolicyView
{
    /// <summary>No policy has anything to say.</summary>
    public static PolicyView None { get; } = new();

    /// <summary>The policies of both scopes that may be about the rollout.</summary>
    public IReadOnlyList<PolicySource> Policies { get; init; } = [];

    /// <summary>The labels of the rollout's namespace.</summary>
    public StringMap? NamespaceLabels { get; init; }

    /// <summary>The operator's own environment, from its flag.</summary>
    public string? DefaultEnvironment { get; init; }

    /// <summary>The approvals with a valid attestation; null when they are not known.</summary>
    public IReadOnlyList<ApprovalFacts>? Approvals { get; init; }

    /// <summary>What is known about signatures; null when nothing is.</summary>
    public IReadOnlyList<SignatureFacts>? Signatures { get; init; }

    /// <summary>Who asked for the change of the rollout, as admission stamped it; null when it did not.</summary>
    public Person? Requester { get; init; }
}
