namespace ModelSync.Playground.Load;

/// <summary>The answers of one version. Latencies are those of good answers.</summary>
public sealed record LoadVersion
{
    /// <summary>The version as the answers named it; `-` for those that named none, and `…` for all beyond the first 64.</summary>
    public required string Version { get; init; }

    /// <summary>How many answers, with errors.</summary>
    public required long Answers { get; init; }

    /// <summary>Its part of all answers, from 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>How many of them had a status of 400 or more.</summary>
    public required long Errors { get; init; }

    /// <summary>The median latency; null without a good answer.</summary>
    public TimeSpan? P50 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public TimeSpan? P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public TimeSpan? P99 { get; init; }
}
