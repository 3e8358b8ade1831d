using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Statuses;

namespace ModelSync.Operator.Policies;

/// <summary>Decides what the status of a policy says: a pure function, so that any replica comes to the same.</summary>
internal static class PolicyStatusPlanner
{
    /// <summary>The status; null where the present one says it already, so that nothing is written.</summary>
    public static ModelPolicyStatus? Decide(
        ObjectMeta policy, ModelPolicySpec? spec, ModelPolicyStatus? before, IReadOnlyList<PolicySource> sources, PolicyReview review, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(review);
        var status = new ModelPolicyStatus
        {
            ObservedGeneration = policy.Generation,
            Matched = review.Matched,
            Violations = review.Violations.Count == 0 ? null : review.Violations,
            Conditions = ConditionList.Of(before?.Conditions, policy.Generation, PolicyVerdicts.Of(spec, sources, review), now),
        };
        return before is not null && AreEqual(before, status) ? null : status;
    }

    // Records compare lists by reference: those are compared by their elements, and a member that is added later cannot be forgotten.
    private static bool AreEqual(ModelPolicyStatus left, ModelPolicyStatus right) =>
        left with { Violations = null, Conditions = null } == right with { Violations = null, Conditions = null }
        && (left.Violations ?? []).SequenceEqual(right.Violations ?? [])
        && (left.Conditions ?? []).SequenceEqual(right.Conditions ?? []);
}
