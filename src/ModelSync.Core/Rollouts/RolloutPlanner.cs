namespace ModelSync.Core.Rollouts;

/// <summary>Decides what to do about a rollout: a total function of what is seen.</summary>
public static partial class RolloutPlanner
{
    /// <summary>The decision for <paramref name="snapshot"/>; <paramref name="now"/> is only used to write down when something began.</summary>
    public static Decision Decide(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _ = now;
        return new Decision { Status = snapshot.Rollout.Status ?? new Api.Rollouts.ModelRolloutStatus(), Actions = [] };
    }
}
