namespace ModelSync.Core.Gates;

/// <summary>What one run of a gate has measured so far.</summary>
public sealed record GateRun
{
    /// <summary>Which run.</summary>
    public required GateKey Key { get; init; }

    /// <summary>How long it has been going on, by the monotonic clock.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The measurements, the oldest first.</summary>
    public required IReadOnlyList<GateMeasurement> Measurements { get; init; }
}
