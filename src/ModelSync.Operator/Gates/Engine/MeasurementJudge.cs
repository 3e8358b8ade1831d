using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>Asks the evaluator what it takes measurements for, one after the other, and follows the baseline as it does.</summary>
internal sealed class MeasurementJudge
{
    private const int Day = 86_400;
    private readonly PlannedGate _gate;
    private readonly PlannedGate _single;
    private readonly string? _kept;
    private readonly int _minSamples;
    private decimal? _baseline;

    public MeasurementJudge(PlannedGate gate, string? keptBaseline)
    {
        // One measurement decides, and nothing but it.
        _gate = gate;
        var decides = gate.Spec! with { Count = 1, FailureLimit = 0, ErrorLimit = 1000, SampleDeadlineSeconds = Day, OnError = GateErrorMode.Hold };
        _single = gate with { Spec = decides };
        (_kept, _minSamples) = (keptBaseline, GateSettings.From(gate.Spec!).MinSamples);
    }

    /// <summary>Whether the run has failed for ever.</summary>
    public bool HasFailed(IReadOnlyList<GateMeasurement> measurements)
    {
        // Without traffic only a failure that stays is more than NotApplicable, and without a synthetic check nothing else can be Failed.
        var run = new GateRun { Key = default, Elapsed = measurements[^1].At, Measurements = measurements };
        return GateEvaluator.Evaluate(_gate, run, GatePhase.Step, hasTraffic: false, _kept).Verdict == GateVerdict.Failed;
    }

    public MeasurementKind Judge(GateMeasurement measurement)
    {
        if (measurement.Baseline is { } baseline && (measurement.BaselineSamples is null || measurement.BaselineSamples >= _minSamples))
        {
            _baseline = baseline;
        }

        return measurement.Outcome switch
        {
            MeasurementOutcome.Pass => MeasurementKind.Good,
            MeasurementOutcome.Fail => MeasurementKind.Bad,
            MeasurementOutcome.Error => MeasurementKind.Error,
            MeasurementOutcome.Waiting => MeasurementKind.Waiting,
            MeasurementOutcome.Value => OfValue(measurement),
            _ => MeasurementKind.NoData,
        };
    }

    /// <summary>The measurement with the baseline that is valid for it, whether it brought one of its own or not.</summary>
    public GateMeasurement WithBaseline(GateMeasurement measurement) =>
        _baseline is null || measurement.Baseline == _baseline ? measurement : measurement with { Baseline = _baseline, BaselineSamples = null };

    private MeasurementKind OfValue(GateMeasurement measurement)
    {
        var run = new GateRun { Key = default, Elapsed = TimeSpan.Zero, Measurements = [measurement with { At = TimeSpan.Zero }] };
        var kept = _baseline?.ToString(CultureInfo.InvariantCulture) ?? _kept;
        return GateEvaluator.Evaluate(_single, run, GatePhase.Bake, hasTraffic: true, kept).Verdict switch
        {
            GateVerdict.Passed => MeasurementKind.Good,
            GateVerdict.Failed => MeasurementKind.Bad,
            GateVerdict.Inconclusive => MeasurementKind.NoBaseline,
            _ => MeasurementKind.NoData,
        };
    }
}
