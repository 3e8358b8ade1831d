using ModelSync.Core.Actions;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>A write of a process, other than to the status, after it happened.</summary>
/// <param name="Decided">The decision that it belongs to.</param>
/// <param name="Action">What was to be done.</param>
/// <param name="Member">The cluster; null for the hub.</param>
/// <param name="DeploymentBefore">The Deployment before; null when there was none or when it is about something else.</param>
/// <param name="RouteBefore">What split the traffic before; null when there was nothing or when it is about something else.</param>
internal sealed record Effect(Decided Decided, PlannedAction Action, Member? Member, SimDeployment? DeploymentBefore, SimRoute? RouteBefore)
{
    /// <summary>What was in force beside the type of traffic that was written; null when nothing was, or when it is about something else.</summary>
    public TrafficSplit? FormerBefore { get; init; }

    /// <summary>Whether another process leads, so that this one's writes are stale.</summary>
    public required bool IsStale { get; init; }

    /// <summary>Whether it puts back what the operator had written before.</summary>
    public bool IsRepair { get; init; }
}
