using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>Lets only some rollouts at once leave a version that was withdrawn, so that a mistake stays small.</summary>
internal static class EvictionSlots
{
    /// <summary>Finds the rollouts that are leaving a withdrawn version: asking costs as much as there are of these, not of all.</summary>
    public static readonly CacheIndex<ModelRollout> Index = new("leaves a withdrawn version", static rollout => IsMoving(rollout) ? [Moving] : []);

    private const int Most = 10;
    private const string Moving = "yes";

    /// <summary>Whether this rollout may move its traffic off a withdrawn version now. Whether it has to is the planner's to say, and when it looks again.</summary>
    public static bool MayEvict(ICache<ModelRollout> rollouts, NamespacedName rollout)
    {
        ArgumentNullException.ThrowIfNull(rollouts);

        // Those that begin in the same moment do not see each other: the bound is kept within the number of workers.
        var moving = rollouts.ByIndex(Index, Moving);
        return moving.Count < Most || moving.Any(one => one.Metadata.Key == rollout);
    }

    private static bool IsMoving(ModelRollout rollout) => rollout.Status?.Candidate is { Pace: RolloutPace.Return, Stage: not CandidateStage.Returning };
}
