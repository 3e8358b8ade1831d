using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Gates;

/// <summary>Turns measurements into a verdict.</summary>
public static class GateEvaluator
{
    /// <summary>The verdict of one run.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="run">What it has measured; null when it has not begun.</param>
    /// <param name="phase">What it measures for: a step's gate decides after count measurements, one in the background goes on and fails as soon as it can.</param>
    /// <param name="hasTraffic">Whether the candidate has traffic in force; without it a traffic gate is NotApplicable.</param>
    /// <param name="keptBaseline">The last valid baseline of this rollout, as it stands in the status; null when there was none.</param>
    public static GateStatus Evaluate(PlannedGate gate, GateRun? run, GatePhase phase, bool hasTraffic, string? keptBaseline)
    {
        ArgumentNullException.ThrowIfNull(gate);
        _ = (run, phase, hasTraffic, keptBaseline);
        return new GateStatus { Name = gate.Name, Verdict = GateVerdict.Running };
    }
}
