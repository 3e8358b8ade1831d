namespace ModelSync.Core.Gates;

/// <summary>One measurement of a gate.</summary>
public sealed record GateMeasurement
{
    /// <summary>When it was made, since the run began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>What came of it.</summary>
    public required MeasurementOutcome Outcome { get; init; }

    /// <summary>The candidate's value, of a traffic gate.</summary>
    public decimal? Value { get; init; }

    /// <summary>How many requests stand behind the value; null where they are not counted.</summary>
    public long? Samples { get; init; }

    /// <summary>Stable's value at the same time; null where it has no traffic.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>How many requests stand behind stable's value; null where they are not counted.</summary>
    public long? BaselineSamples { get; init; }

    /// <summary>What to tell people; no secrets, no bodies of answers.</summary>
    public string? Message { get; init; }
}
