using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.Operator;

/// <summary>A decision with what it was made from.</summary>
/// <param name="Process">Who decided.</param>
/// <param name="Snapshot">What it saw.</param>
/// <param name="At">When it really was, in simulated milliseconds.</param>
/// <param name="Now">What its wall clock said.</param>
/// <param name="Decision">What it decided.</param>
internal sealed record Decided(OperatorProcess Process, RolloutSnapshot Snapshot, long At, DateTimeOffset Now, Decision Decision)
{
    /// <summary>The epoch of the decision, which its writes carry.</summary>
    public long Epoch => Decision.Status.Epoch ?? 0;

    /// <summary>What splits the traffic, for this decision.</summary>
    public TrafficType Traffic { get; } = TrafficInForce.TypeOf(TrafficInForce.Of(Snapshot.Rollout, Snapshot.Records));

    /// <summary>Whether that is the number of pods behind one Service.</summary>
    public bool IsService => Traffic == TrafficType.Service;

    /// <summary>Whether the status changes.</summary>
    public bool ChangesStatus => !ReferenceEquals(Decision.Status, Snapshot.Rollout.Status);
}
