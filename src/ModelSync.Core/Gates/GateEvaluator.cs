using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Gates;

/// <summary>Turns measurements into a verdict.</summary>
/// <remarks>
/// <para>The first line that fits decides:</para>
/// <code>
/// the gate did not exist, or its threshold cannot be read    Error         (the message has the remedy)
/// more failed measurements than failureLimit                 Failed        (stays)
/// onError Fail, and ever more errors in a row than errorLimit Failed       (stays)
/// onNoData Fail, and ever too little data for too long       Failed        (stays)
/// a traffic gate, and the candidate has no traffic           NotApplicable
/// a step's gate with count good measurements                 Passed
/// more errors in a row than errorLimit just now              Error
/// a bake, no baseline and no absolute limit                  Inconclusive  (NoBaseline: stable has no traffic that could give one)
/// no measurement with enough samples for sampleDeadline      Inconclusive, or what onNoData says
/// a background gate with count good measurements             Passed
/// else                                                       Running
/// </code>
/// <para>
/// A failed measurement that is tolerated does not count as one of the good ones. In a bake, Passed means that count good measurements were made
/// during the bake itself and that data has not run dry since: with less a bake is not conclusive. onNoData acts only when nothing but too little
/// data was met since the last data: errors, a missing baseline, or a check that is not through are Inconclusive and never Passed or Failed.
/// The sample deadline runs from the last measurement with enough samples, at first from the end of initialDelaySeconds. So a traffic gate is to be
/// asked for only while the candidate has traffic.
/// </para>
/// </remarks>
public static class GateEvaluator
{
    // The CRD's limits; messages of Jobs and webhooks come from elsewhere.
    private const int MaxThreshold = 128;
    private const int MaxMessage = 1024;

    /// <summary>The verdict of one run; the cluster is left to the caller.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="run">What it has measured; null when it has not begun.</param>
    /// <param name="phase">What it measures for: a step's gate decides after count good measurements, one in the background goes on.</param>
    /// <param name="hasTraffic">Whether the candidate has traffic in force; without it a traffic gate is NotApplicable.</param>
    /// <param name="keptBaseline">The last valid baseline of this rollout, as it stands in the status; null when there was none.</param>
    public static GateStatus Evaluate(PlannedGate gate, GateRun? run, GatePhase phase, bool hasTraffic, string? keptBaseline)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (gate.Spec is null)
        {
            return new GateStatus { Name = gate.Name, Verdict = GateVerdict.Error, Baseline = keptBaseline, Message = GateMessages.Missing(gate) };
        }

        var limits = GateLimits.Read(gate.Spec.Threshold, out var error);
        var isTraffic = !gate.IsSynthetic;
        error ??= isTraffic && limits.IsEmpty ? GateMessages.NoThreshold : null;
        if (error is not null)
        {
            return new GateStatus { Name = gate.Name, Verdict = GateVerdict.Error, Baseline = keptBaseline, Message = error };
        }

        var settings = GateSettings.From(gate.Spec);
        var tally = GateTally.Of(settings, limits, GateNumber.Read(keptBaseline), run?.Measurements ?? []);
        var (verdict, message) = isTraffic && !hasTraffic && !HasFailed(tally)
            ? (GateVerdict.NotApplicable, GateMessages.NoTraffic)
            : Decide(new GateMessages(settings, limits, tally), settings, tally, phase, ElapsedOf(run, tally));
        var words = settings.IsDryRun ? $"Dry run, not acted on: {message}" : message;
        return Status(gate, settings, limits, tally, verdict) with { Message = Text.Shorten(words, MaxMessage) };
    }

    private static bool HasFailed(GateTally tally) => tally.HasFailed || tally.HasFailedByErrors || tally.HasFailedByNoData;

    private static TimeSpan ElapsedOf(GateRun? run, GateTally tally) =>
        run is null ? TimeSpan.Zero : tally.Last is { } last && last.At > run.Elapsed ? last.At : run.Elapsed;

    private static (GateVerdict Verdict, string Message) Decide(
        GateMessages messages, GateSettings settings, GateTally tally, GatePhase phase, TimeSpan elapsed)
    {
        if (tally.HasFailed)
        {
            return (GateVerdict.Failed, messages.Failed());
        }

        if (tally.HasFailedByErrors)
        {
            return (GateVerdict.Failed, messages.FailedByErrors());
        }

        if (tally.HasFailedByNoData)
        {
            return (GateVerdict.Failed, messages.NoData(settings.OnNoData));
        }

        if (phase == GatePhase.Step && tally.HasEnough)
        {
            return (GateVerdict.Passed, messages.Passed());
        }

        if (tally.IsBroken)
        {
            return (GateVerdict.Error, messages.Broken());
        }

        if (tally.LastJudgement == Judgement.NoBaseline && phase == GatePhase.Bake)
        {
            return (GateVerdict.Inconclusive, messages.NoBaseline());
        }

        return tally.SilentFor(elapsed) >= tally.Deadline ? Silent(messages, settings, tally)
            : tally.HasEnough ? (GateVerdict.Passed, messages.Passed())
            : (GateVerdict.Running, messages.Running());
    }

    private static (GateVerdict Verdict, string Message) Silent(GateMessages messages, GateSettings settings, GateTally tally)
    {
        if (tally.IsPlainNoData)
        {
            var verdict = settings.OnNoData switch
            {
                NoDataMode.Pass => GateVerdict.Passed,
                NoDataMode.Fail => GateVerdict.Failed,
                _ => GateVerdict.Inconclusive,
            };
            return (verdict, messages.NoData(settings.OnNoData));
        }

        return (GateVerdict.Inconclusive, tally.LacksBaseline ? messages.NoBaseline() : tally.IsWaiting ? messages.NotThrough() : messages.NotMeasured());
    }

    private static GateStatus Status(PlannedGate gate, GateSettings settings, GateLimits limits, GateTally tally, GateVerdict verdict)
    {
        // What failed it, also when later measurements are good.
        var (shown, baseline) = tally.HasFailed ? (tally.LastBad, tally.LastBadBaseline) : (tally.Last, tally.Baseline);
        return new GateStatus
        {
            Name = gate.Name,
            Verdict = verdict,
            Value = shown?.Value is { } value ? GateNumber.Text(value) : null,
            Baseline = baseline is { } stable ? GateNumber.Text(stable) : null,
            Threshold = limits.IsEmpty ? null : Text.Shorten(limits.Describe(baseline), MaxThreshold),
            Samples = shown?.Samples,
        };
    }
}
