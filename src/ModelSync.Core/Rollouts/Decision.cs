using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Gates;

namespace ModelSync.Core.Rollouts;

/// <summary>What is to be done: write the status first, with the resourceVersion that was read, then carry out the actions in the order of their stages.</summary>
public sealed record Decision
{
    /// <summary>The whole status from now on; when it equals the present one nothing is written.</summary>
    public required ModelRolloutStatus Status { get; init; }

    /// <summary>The effects; none may come before the status is written, and a conflict there means that none may come at all.</summary>
    public required IReadOnlyList<PlannedAction> Actions { get; init; }

    /// <summary>What to tell people, after the status is written.</summary>
    public IReadOnlyList<RolloutEvent> Events { get; init; } = [];

    /// <summary>The gates that should be measuring.</summary>
    public IReadOnlyList<GateRequest> Gates { get; init; } = [];

    /// <summary>When to look again although nothing changed; null when nothing waits for a time.</summary>
    public TimeSpan? RequeueAfter { get; init; }
}
