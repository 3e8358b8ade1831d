using ModelSync.Core.Traffic;

namespace ModelSync.Core.Rollouts;

/// <summary>What splits the traffic in one cluster, as it was last seen.</summary>
public sealed record TrafficObservation
{
    /// <summary>What the object says: the split that was last written, by whomever.</summary>
    public required TrafficSplit Written { get; init; }

    /// <summary>The split in force, which follows the written one: for routes what the last accepted generation says, for a Service the shares of ready endpoints behind its selector.</summary>
    public required TrafficSplit Observed { get; init; }

    /// <summary>What the selector of the entry Service is; null when there is none, or it is not one of ours.</summary>
    public ServiceSelector? Selector { get; init; }

    /// <summary>Whether every relevant parent has accepted the written generation; always true for a Service.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>Whether anything else that we own in the object differs from what the server returned to our last apply.</summary>
    public bool IsDrifted { get; init; }
}
