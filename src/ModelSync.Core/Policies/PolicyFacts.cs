using ModelSync.Api;

namespace ModelSync.Core.Policies;

/// <summary>Everything that a rule may look at, gathered at one moment. What is null is not known, and a rule that needs it cannot be evaluated.</summary>
public sealed record PolicyFacts
{
    /// <summary>Where it is to run.</summary>
    public required PolicyTarget Target { get; init; }

    /// <summary>The version that is to run.</summary>
    public required VersionFacts Version { get; init; }

    /// <summary>What serves now; null when nothing does.</summary>
    public VersionFacts? Stable { get; init; }

    /// <summary>All proven versions, for the high-water mark; stable need not be among them.</summary>
    public IReadOnlyList<VersionFacts> Proven { get; init; } = [];

    /// <summary>The revision that is to run.</summary>
    public string? Revision { get; init; }

    /// <summary>How the rollout means to go.</summary>
    public PlanFacts? Plan { get; init; }

    /// <summary>The candidate's weight.</summary>
    public int PresentWeight { get; init; }

    /// <summary>The weight, or share, that the candidate is about to get.</summary>
    public int NextWeight { get; init; }

    /// <summary>The pod's spec, template.spec of the rollout.</summary>
    public RawJson? PodSpec { get; init; }

    /// <summary>The container that serves; null is the first.</summary>
    public string? ServingContainer { get; init; }

    /// <summary>The time of day that cannot jump while the process runs.</summary>
    public required DateTimeOffset SteadyNow { get; init; }

    /// <summary>The approvals with a valid attestation.</summary>
    public IReadOnlyList<ApprovalFacts>? Approvals { get; init; }

    /// <summary>What is known about signatures, by component.</summary>
    public IReadOnlyList<SignatureFacts>? Signatures { get; init; }

    /// <summary>Who asked for this change of the rollout, as admission stamped it; null when it did not.</summary>
    public Person? Requester { get; init; }
}
