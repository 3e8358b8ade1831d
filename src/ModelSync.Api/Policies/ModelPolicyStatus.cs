using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Policies;

/// <summary>What the rules of a policy find.</summary>
public sealed record ModelPolicyStatus
{
    /// <summary>The generation that this status is about; -1 until the controller has seen the object.</summary>
    [Range(-1, Limits.MaxInteger)]
    public long? ObservedGeneration { get; init; }

    /// <summary>How many rollouts and versions the policy is about.</summary>
    [Range(0, 1000000)]
    public int? Matched { get; init; }

    /// <summary>What it objects to, at most 50.</summary>
    [Items(50)]
    public IReadOnlyList<PolicyViolation>? Violations { get; init; }

    /// <summary>Ready, and the kstatus pair Reconciling and Stalled.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
