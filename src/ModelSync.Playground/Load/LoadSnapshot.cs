namespace ModelSync.Playground.Load;

/// <summary>How a run stands, or how it ended.</summary>
public sealed record LoadSnapshot
{
    /// <summary>Since the first request.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How many requests have come to an end, good or bad.</summary>
    public required long Requests { get; init; }

    /// <summary>How many of them failed in any way.</summary>
    public required long Failures { get; init; }

    /// <summary>The failures by kind; a kind without any is left out.</summary>
    public required IReadOnlyDictionary<LoadErrorKind, long> Errors { get; init; }

    /// <summary>The answers by version, by name.</summary>
    public required IReadOnlyList<LoadVersion> Versions { get; init; }

    /// <summary>The median latency of all good answers; null without any.</summary>
    public TimeSpan? P50 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public TimeSpan? P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public TimeSpan? P99 { get; init; }

    /// <summary>The first failures, at most a thousand.</summary>
    public IReadOnlyList<LoadFailure> FirstFailures { get; init; } = [];

    /// <summary>Requests a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Requests / Elapsed.TotalSeconds : 0;

    /// <summary>The answers of a version; 0 where it gave none.</summary>
    public long AnswersOf(string version) => Versions.FirstOrDefault(entry => string.Equals(entry.Version, version, StringComparison.Ordinal))?.Answers ?? 0;
}
