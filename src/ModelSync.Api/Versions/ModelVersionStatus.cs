using ModelSync.Api.Policies;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Versions;

/// <summary>What was found out about a version.</summary>
public sealed record ModelVersionStatus
{
    /// <summary>The generation that this status is about; -1 until the controller has seen the object.</summary>
    [Range(-1, Limits.MaxInteger)]
    public long? ObservedGeneration { get; init; }

    /// <summary>A summary for people, derived from the conditions.</summary>
    public ModelVersionPhase? Phase { get; init; }

    /// <summary>The digest of the whole package, once every component is pinned.</summary>
    [Length(1, Limits.Digest)]
    public string? PackageDigest { get; init; }

    /// <summary>The digest of the spec as it was when its components were pinned; another one later is SpecMutated.</summary>
    [Length(1, Limits.Digest)]
    public string? SpecDigest { get; init; }

    /// <summary>The components, pinned.</summary>
    [Items(32), ListMap("name")]
    public IReadOnlyList<ResolvedComponent>? Components { get; init; }

    /// <summary>The rollouts that serve the version, at most 50.</summary>
    [Items(50), ListMap("cluster", "namespace", "rollout", "role")]
    public IReadOnlyList<VersionUse>? ServedBy { get; init; }

    /// <summary>How many rollouts serve the version, all of them counted.</summary>
    [Range(0, 1000000)]
    public int? ServedByCount { get; init; }

    /// <summary>What each policy says about the version.</summary>
    [Items(200), ListMap("policy", "rule")]
    public IReadOnlyList<PolicyReport>? Policy { get; init; }

    /// <summary>Ready, Resolved, Verified, Accepted, UpstreamMutated, InUse, and the kstatus pair Reconciling and Stalled.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
