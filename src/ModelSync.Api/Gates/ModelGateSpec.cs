using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>One check: how it measures, and what passes.</summary>
public sealed record ModelGateSpec : SpecPart
{
    /// <summary>How the gate measures. Probe, Job and Webhook are synthetic and need no traffic; Scrape and Prometheus measure what users get.</summary>
    [Required]
    public GateType? Type { get; init; }

    /// <summary>The request; only with type Probe.</summary>
    public ProbeCheck? Probe { get; init; }

    /// <summary>The Job; only with type Job.</summary>
    public JobCheck? Job { get; init; }

    /// <summary>The webhook; only with type Webhook.</summary>
    public WebhookCheck? Webhook { get; init; }

    /// <summary>The metric; only with type Scrape.</summary>
    public ScrapeCheck? Scrape { get; init; }

    /// <summary>The query; only with type Prometheus.</summary>
    public PrometheusCheck? Prometheus { get; init; }

    /// <summary>What passes; only with types Scrape and Prometheus.</summary>
    public GateThreshold? Threshold { get; init; }

    /// <summary>The time between two measurements.</summary>
    [Default(30), Range(1, 3600)]
    public int? IntervalSeconds { get; init; }

    /// <summary>How many measurements make a verdict of a gate step; background gates measure as long as they act.</summary>
    [Default(1), Range(1, 1000)]
    public int? Count { get; init; }

    /// <summary>The time before the first measurement.</summary>
    [Default(0), Range(0, 86400)]
    public int? InitialDelaySeconds { get; init; }

    /// <summary>The time over which rates and quantiles are computed.</summary>
    [Default(60), Range(10, 86400)]
    public int? WindowSeconds { get; init; }

    /// <summary>How long one measurement may take.</summary>
    [Default(10), Range(1, 86400)]
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many failed measurements are tolerated; one more fails the gate.</summary>
    [Default(0), Range(0, 1000)]
    public int? FailureLimit { get; init; }

    /// <summary>How many errors in a row are tolerated; one more makes onError act.</summary>
    [Default(3), Range(0, 1000)]
    public int? ErrorLimit { get; init; }

    /// <summary>How many requests a measurement must stand on.</summary>
    [Default(20), Range(0, 1000000)]
    public int? MinSamples { get; init; }

    /// <summary>How long the gate waits for enough samples before it is Inconclusive.</summary>
    [Default(600), Range(1, 86400)]
    public int? SampleDeadlineSeconds { get; init; }

    /// <summary>What too little data leads to.</summary>
    [Default(nameof(NoDataMode.Inconclusive))]
    public NoDataMode? OnNoData { get; init; }

    /// <summary>What too many errors in a row lead to. A provider that is down is an error, never a failure.</summary>
    [Default(nameof(GateErrorMode.Hold))]
    public GateErrorMode? OnError { get; init; }

    /// <summary>Whether the gate only tells what it would say, and holds nothing up.</summary>
    [Default(false)]
    public bool? DryRun { get; init; }
}
