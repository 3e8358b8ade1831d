using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>One run: what it has measured, and when it measures next. Its time goes on only while it is asked for. Guarded by the engine's lock.</summary>
internal sealed class GateRunState
{
    private readonly TimeProvider _time;
    private TimeSpan _before;
    private long _since;
    private bool _isWaiting;

    public GateRunState(RolloutGates rollout, GateRequest request, GateScene scene, IGateMeter meter, TimeProvider time)
    {
        (Rollout, Request, Scene, Meter, _time) = (rollout, request, scene, meter, time);
        Settings = GateSettings.From(request.Gate.Spec!);
        Plan(Settings.InitialDelay);
    }

    public RolloutGates Rollout { get; }

    public GateRequest Request { get; private set; }

    public GateScene Scene { get; private set; }

    public IGateMeter Meter { get; }

    public GateSettings Settings { get; }

    public IReadOnlyList<GateMeasurement> Measurements { get; private set; } = [];

    /// <summary>How many were made, also those that are kept no more.</summary>
    public int Made { get; private set; }

    public bool IsActive { get; private set; }

    /// <summary>Ends what is under way; null when nothing is.</summary>
    public CancellationTokenSource? UnderWay { get; set; }

    /// <summary>Rises whenever what was planned or begun before holds no more.</summary>
    public int Turn { get; private set; }

    /// <summary>What is to be done next is a look that measures nothing.</summary>
    public bool IsLookNext { get; private set; }

    /// <summary>When something is to be done next, in the time of the run.</summary>
    public TimeSpan NextAt { get; private set; }

    /// <summary>What the evaluator makes of it.</summary>
    public GateVerdict Verdict { get; private set; } = GateVerdict.Running;

    public TimeSpan Elapsed => IsActive ? _before + _time.GetElapsedTime(_since) : _before;

    /// <summary>When something is to be done next, by the monotonic clock.</summary>
    public long DueTimestamp => _since + (long)((NextAt - _before).TotalSeconds * _time.TimestampFrequency);

    public GateRun Snapshot => new() { Key = Request.Key, Elapsed = Elapsed, Measurements = Measurements };

    public MeasurementContext Context => new() { Request = Request, Scene = Scene, Settings = Settings, Number = Made };

    /// <summary>Whether a request is for this run still, and not for another revision under the same key.</summary>
    public bool IsFor(GateRequest request) =>
        Request.Gate == request.Gate && string.Equals(Request.Candidate, request.Candidate, StringComparison.Ordinal);

    public void See(GateRequest request, GateScene scene) => (Request, Scene) = (request, scene);

    public void Resume()
    {
        (IsActive, _since, Turn) = (true, _time.GetTimestamp(), Turn + 1);
        _isWaiting = false;
    }

    public void Rest()
    {
        (_before, IsActive, Turn) = (Elapsed, false, Turn + 1);
        _isWaiting = false;
    }

    /// <summary>Notes that its time has come; false when it waits already.</summary>
    public bool EnterQueue() => !_isWaiting && (_isWaiting = true);

    public bool LeaveQueue()
    {
        var isWanted = _isWaiting && IsActive && UnderWay is null;
        _isWaiting = false;
        return isWanted;
    }

    /// <summary>Keeps what was read; whether the next decision may be another one.</summary>
    public bool Add(GateReading reading)
    {
        var before = Verdict;
        Made++;
        Measurements = MeasurementHistory.Add(Request.Gate, Settings, Measurements, reading.At(Elapsed), KeptBaseline);
        Verdict = GateEvaluator.Evaluate(Request.Gate, Snapshot, Request.Key.Phase, hasTraffic: true, KeptBaseline).Verdict ?? GateVerdict.Running;

        // A comparison with stable may turn by a baseline that only the decision knows.
        return Verdict != before || Made == 1 || Request.Gate.Spec?.Threshold?.RelativeToStable is not null;
    }

    /// <summary>Plans the next measurement, and before it the look that it needs where the last one was not long enough before.</summary>
    public void Plan(TimeSpan measureAt)
    {
        var now = Elapsed;
        var lookAt = measureAt - Meter.Lead;
        IsLookNext = Meter.Lead > TimeSpan.Zero && measureAt > now && (Made == 0 || lookAt > now);
        NextAt = Max(now, IsLookNext ? lookAt : measureAt);
        MeasureAt = measureAt;
    }

    /// <summary>When the next measurement is to be made.</summary>
    public TimeSpan MeasureAt { get; private set; }

    /// <summary>Plans the measurement that a look was for.</summary>
    public void HasLooked()
    {
        IsLookNext = false;
        NextAt = Max(Elapsed, MeasureAt);
    }

    private string? KeptBaseline => Scene.KeptBaselines.TryGetValue(Request.Gate.Name, out var kept) ? kept : null;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
