using ModelSync.Core.Gates;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>What a meter read: a measurement without its time.</summary>
internal sealed record GateReading
{
    /// <summary>The CRD's limit for messages leaves room for the words around this one.</summary>
    private const int MaxMessage = 512;

    /// <summary>What came of it.</summary>
    public required MeasurementOutcome Outcome { get; init; }

    /// <summary>The candidate's value.</summary>
    public decimal? Value { get; init; }

    /// <summary>How many requests stand behind the value; null where they are not counted.</summary>
    public long? Samples { get; init; }

    /// <summary>Stable's value at the same time.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>How many requests stand behind stable's value; null where they are not counted.</summary>
    public long? BaselineSamples { get; init; }

    /// <summary>What to tell people; no secrets, no bodies of answers.</summary>
    public string? Message { get; init; }

    /// <summary>When to measure again, where that should be sooner than the gate's interval.</summary>
    public TimeSpan? AgainAfter { get; init; }

    /// <summary>It could not be measured.</summary>
    public static GateReading Error(string message) => new() { Outcome = MeasurementOutcome.Error, Message = message };

    /// <summary>A check failed.</summary>
    public static GateReading Fail(string message) => new() { Outcome = MeasurementOutcome.Fail, Message = message };

    /// <summary>A check passed.</summary>
    public static GateReading Pass(string message) => new() { Outcome = MeasurementOutcome.Pass, Message = message };

    /// <summary>A check is not through.</summary>
    public static GateReading Waiting(string message) => new() { Outcome = MeasurementOutcome.Waiting, Message = message };

    /// <summary>There was nothing to measure.</summary>
    public static GateReading NoData(string message) => new() { Outcome = MeasurementOutcome.NoData, Message = message };

    /// <summary>The measurement, made at a time of its run.</summary>
    public GateMeasurement At(TimeSpan at) => new()
    {
        At = at,
        Outcome = Outcome,
        Value = Value,
        Samples = Samples,
        Baseline = Baseline,
        BaselineSamples = BaselineSamples,
        Message = Message is { Length: > MaxMessage } ? string.Concat(Message.AsSpan(0, MaxMessage - 1), "…") : Message,
    };
}
