using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.Operator;

/// <summary>A decision with what it was made from.</summary>
internal sealed record Decided(OperatorProcess Process, RolloutSnapshot Snapshot, DateTimeOffset Now, Decision Decision)
{
    /// <summary>The epoch of the decision, which its writes carry.</summary>
    public long Epoch => Decision.Status.Epoch ?? 0;

    /// <summary>Whether the status changes.</summary>
    public bool ChangesStatus => !ReferenceEquals(Decision.Status, Snapshot.Rollout.Status);
}
