namespace ModelSync.Playground.Serving;

/// <summary>How a model server answers inference requests.</summary>
public sealed record ServingBehavior
{
    /// <summary>What a healthy model does: some milliseconds, no errors.</summary>
    public static ServingBehavior Healthy { get; } = new();

    /// <summary>The median latency; the distribution is log-normal.</summary>
    public TimeSpan LatencyP50 { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The 99th percentile of the latency; the same as the median for a constant one.</summary>
    public TimeSpan LatencyP99 { get; init; } = TimeSpan.FromMilliseconds(6);

    /// <summary>The share of inference requests that are answered with 500, from 0 to 1.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Every connection is accepted and no request ever answered, while readiness still says yes.</summary>
    public bool Hangs { get; init; }

    /// <summary>What inference answers, as the first output's data; null: a number that follows from model, version and input.</summary>
    public string? Answer { get; init; }
}
