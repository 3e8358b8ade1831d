namespace ModelSync.Quickstart.Traffic;

/// <summary>What clients have got so far, and what they got last.</summary>
internal sealed record TrafficView
{
    public static TrafficView Nothing { get; } = new() { Versions = [] };

    /// <summary>Requests that came to an end, good or bad.</summary>
    public long Requests { get; init; }

    /// <summary>Those of them that failed.</summary>
    public long Failures { get; init; }

    /// <summary>Requests a second, of late.</summary>
    public double Rate { get; init; }

    /// <summary>By version, in the order of their names.</summary>
    public required IReadOnlyList<VersionTraffic> Versions { get; init; }
}
