using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>Lets only some rollouts at once leave a version that was withdrawn, so that a mistake stays small.</summary>
internal static class EvictionSlots
{
    private const int Most = 10;

    /// <summary>Whether this rollout may move its traffic off a withdrawn version now.</summary>
    public static bool MayEvict(ICluster hub, ModelRollout rollout, IReadOnlyList<VersionObservation> versions, PolicyView policies)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (!versions.Any(static version => version.Lifecycle == Lifecycle.Quarantined) && !policies.Policies.Any(static policy => policy.Spec?.Rules?.Any(static rule => rule.Deny is not null) is true))
        {
            return true;
        }

        // Those that begin in the same moment do not see each other: the bound is kept within the number of workers.
        var moving = hub.Informers.Get(ResourceType.Of<ModelRollout>()).List().Where(IsMoving).Select(static one => one.Metadata.Key).ToHashSet();
        return moving.Contains(rollout.Metadata.Key) || moving.Count < Most;
    }

    private static bool IsMoving(ModelRollout rollout) => rollout.Status?.Candidate is { Pace: RolloutPace.Return, Stage: not CandidateStage.Returning };
}
