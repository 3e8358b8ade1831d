using ModelSync.Api.Conditions;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>What stays wrong until a person acts, read from the status alone; null where it is not so.</summary>
internal static class Troubles
{
    /// <summary>The first revision failed, and nothing was before it.</summary>
    public static Impediment? NoFallback(Turn turn) => turn.HasFailedInPlace
        ? new Impediment(ConditionReasons.NoFallback, $"{turn.Status.Failed!.Message}; there is no earlier revision to go back to: mend it and retry, or name another version")
        : null;

    /// <summary>Failures within maxFailures don't stop a rollout; but what is declared does not serve there, and nothing changes that by itself.</summary>
    public static Impediment? Behind(Turn turn)
    {
        if (turn is not { Candidate: null, Status.Stable: { } stable } || CatchUp.Failed(turn) is not { Count: > 0 } behind)
        {
            return null;
        }

        return new Impediment(FleetReasons.ClusterFailed, $"{Turn.Name(stable.Version, stable.Revision)} failed in {CatchUp.Words(behind)}: mend it and retry, or name another version");
    }

    /// <summary>What is declared went back and is not tried again by itself.</summary>
    public static Impediment? RolledBack(Turn turn, string? goal) =>
        turn.Candidate is null && turn.Status.Failed is { } failed && Text.Same(failed.Revision, goal)
            ? new Impediment(ConditionReasons.RolledBack, $"{failed.Version} ({failed.Revision}) went back: {failed.Message}; mend it and retry, or name another version")
            : null;

    /// <summary>Somebody went back although the spec says otherwise.</summary>
    public static Impediment? Overridden(Turn turn) => turn.Status.Override is { } overridden
        ? new Impediment(ConditionReasons.Overridden, $"somebody went back to {overridden.Revision} although the spec names {turn.Spec.Version}: change the spec to go on")
        : null;
}
