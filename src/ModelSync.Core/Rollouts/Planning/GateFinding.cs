using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>One gate that acts in a cluster now, and what it says.</summary>
internal sealed record GateFinding(PlannedGate Gate, GatePhase Phase, GateStatus Status, bool IsAccepted)
{
    /// <summary>Whether it holds anything up: a dry run never does, and neither does what a person accepted.</summary>
    public bool IsBinding => Gate.Spec?.DryRun != true && !IsAccepted;

    /// <summary>The verdict in a sentence, as it was when the verdict was new: counting on changes no status.</summary>
    public required string? Message { get; init; }

    public bool Fails => IsBinding && Status.Verdict == GateVerdict.Failed;

    /// <summary>Whether the step that waits for it may go on.</summary>
    public bool Passes => Status.Verdict == GateVerdict.Passed || (!IsBinding && (IsAccepted || Status.Verdict is not GateVerdict.Running));
}
