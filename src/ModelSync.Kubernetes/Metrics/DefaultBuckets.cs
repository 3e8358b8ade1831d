namespace ModelSync.Kubernetes.Metrics;

/// <summary>Upper bounds of the buckets of histograms that give no advice of their own.</summary>
public static class DefaultBuckets
{
    /// <summary>For durations in seconds: from a cache hit of 1 ms to a rollout step of 20 minutes.</summary>
    public static IReadOnlyList<double> Seconds { get; } =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200];

    /// <summary>For everything else: the bounds that OpenTelemetry gives by default.</summary>
    public static IReadOnlyList<double> General { get; } =
        [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];
}
