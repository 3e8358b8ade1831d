using ModelSync.Api.Gates;

namespace ModelSync.Core.Gates;

/// <summary>The measurements of a run, judged one after the other, each with the baseline that was valid at its time.</summary>
internal sealed class GateTally
{
    private readonly GateSettings _settings;
    private readonly GateLimits _limits;
    private int _errorsInRow;
    private TimeSpan _lastDataAt;
    private Silence _silence;

    private GateTally(GateSettings settings, GateLimits limits, decimal? keptBaseline)
    {
        _settings = settings;
        _limits = limits;
        _lastDataAt = settings.InitialDelay;
        Baseline = keptBaseline;
    }

    [Flags]
    private enum Silence
    {
        None = 0,
        NoData = 1,
        NoBaseline = 2,
        Error = 4,
        Waiting = 8,
    }

    public int Good { get; private set; }

    public int Bad { get; private set; }

    /// <summary>The last valid baseline, of this run or kept from before.</summary>
    public decimal? Baseline { get; private set; }

    public GateMeasurement? Last { get; private set; }

    public Judgement? LastJudgement { get; private set; }

    public GateMeasurement? LastBad { get; private set; }

    /// <summary>The baseline that <see cref="LastBad"/> was judged by.</summary>
    public decimal? LastBadBaseline { get; private set; }

    public GateMeasurement? LastError { get; private set; }

    /// <summary>Whether more measurements failed than are tolerated; it stays so.</summary>
    public bool HasFailed => Bad > _settings.FailureLimit;

    /// <summary>Whether too many errors in a row were met at any time and the gate says that this is a failure; it stays so.</summary>
    public bool HasFailedByErrors { get; private set; }

    /// <summary>Whether there was too little data for too long at any time and the gate says that this is a failure; it stays so.</summary>
    public bool HasFailedByNoData { get; private set; }

    public bool HasEnough => Good >= _settings.Count;

    /// <summary>Whether the latest measurements are more errors in a row than are tolerated.</summary>
    public bool IsBroken => _errorsInRow > _settings.ErrorLimit;

    public int ErrorsInRow => _errorsInRow;

    /// <summary>Whether nothing but too little data was met since the last data: only then onNoData acts.</summary>
    public bool IsPlainNoData => _silence == Silence.NoData;

    public bool LacksBaseline => _silence.HasFlag(Silence.NoBaseline);

    public bool IsWaiting => _silence.HasFlag(Silence.Waiting);

    /// <summary>How long it may be without data; a check that is not through has at least the time that one measurement may take.</summary>
    public TimeSpan Deadline => IsWaiting && _settings.Timeout > _settings.SampleDeadline ? _settings.Timeout : _settings.SampleDeadline;

    /// <summary>Judges all measurements of a run.</summary>
    public static GateTally Of(GateSettings settings, GateLimits limits, decimal? keptBaseline, IReadOnlyList<GateMeasurement> measurements)
    {
        var tally = new GateTally(settings, limits, keptBaseline);
        foreach (var measurement in measurements)
        {
            tally.Add(measurement);
        }

        return tally;
    }

    /// <summary>How long it has been without data at a time of the run.</summary>
    public TimeSpan SilentFor(TimeSpan at) => at - _lastDataAt;

    private void Add(GateMeasurement measurement)
    {
        // Before the new measurement counts: what was a failure a moment ago stays one, whatever comes now.
        HasFailedByNoData |= _settings.OnNoData == NoDataMode.Fail && IsPlainNoData && SilentFor(measurement.At) >= _settings.SampleDeadline;
        if (measurement.Baseline is { } baseline && HasSamples(measurement.BaselineSamples))
        {
            Baseline = baseline;
        }

        var judgement = Judge(measurement);
        Count(judgement, measurement);
        (Last, LastJudgement) = (measurement, judgement);
    }

    private void Count(Judgement judgement, GateMeasurement measurement)
    {
        _errorsInRow = judgement == Judgement.Error ? _errorsInRow + 1 : 0;
        switch (judgement)
        {
            case Judgement.Good:
                Good++;
                HearData(measurement);
                break;
            case Judgement.Bad:
                Bad++;
                (LastBad, LastBadBaseline) = (measurement, Baseline);
                HearData(measurement);
                break;
            case Judgement.Error:
                LastError = measurement;
                HasFailedByErrors |= _settings.OnError == GateErrorMode.Fail && IsBroken;
                _silence |= Silence.Error;
                break;
            default:
                _silence |= judgement switch
                {
                    Judgement.NoBaseline => Silence.NoBaseline,
                    Judgement.Waiting => Silence.Waiting,
                    _ => Silence.NoData,
                };
                break;
        }
    }

    private void HearData(GateMeasurement measurement)
    {
        _silence = Silence.None;
        _lastDataAt = measurement.At > _lastDataAt ? measurement.At : _lastDataAt;
    }

    private Judgement Judge(GateMeasurement measurement) => measurement.Outcome switch
    {
        MeasurementOutcome.Pass => Judgement.Good,
        MeasurementOutcome.Fail => Judgement.Bad,
        MeasurementOutcome.Error => Judgement.Error,
        MeasurementOutcome.Waiting => Judgement.Waiting,
        MeasurementOutcome.Value when measurement.Value is { } value && !_limits.IsEmpty && HasSamples(measurement.Samples) =>
            _limits.Allows(value, Baseline) switch
            {
                true => Judgement.Good,
                false => Judgement.Bad,
                null => Judgement.NoBaseline,
            },
        _ => Judgement.NoData,
    };

    private bool HasSamples(long? samples) => samples is null || samples >= _settings.MinSamples;
}
