namespace ModelSync.Operator.Gates.Profiles;

/// <summary>What a runtime publishes about itself. Of each list the first entry that a server has counts; older names come later.</summary>
internal sealed record RuntimeMetrics
{
    /// <summary>Where the page is.</summary>
    public string Path { get; init; } = "/metrics";

    /// <summary>Requests.</summary>
    public required IReadOnlyList<RequestSource> Requests { get; init; }

    /// <summary>The latency of requests.</summary>
    public IReadOnlyList<LatencySource> Latency { get; init; } = [];

    /// <summary>The time to the first token.</summary>
    public IReadOnlyList<LatencySource> FirstToken { get; init; } = [];

    /// <summary>Generated tokens; where there are none, requests are the throughput.</summary>
    public SeriesSelector? Tokens { get; init; }

    /// <summary>The share of the capacity in use.</summary>
    public IReadOnlyList<GaugeSource> Saturation { get; init; } = [];

    /// <summary>What helps where only a mean is published.</summary>
    public string PercentileRemedy { get; init; } = "measure it with a Prometheus gate";

    /// <summary>The samples that may fall without a restart.</summary>
    public IReadOnlySet<string> Gauges =>
        Saturation.Select(static gauge => gauge.Series.Name)
            .Concat(Latency.Concat(FirstToken).Where(static source => source.Kind == LatencyKind.Summary).Select(static source => source.Series.Name))
            .ToHashSet(StringComparer.Ordinal);
}
