namespace ModelSync.Kubernetes.AspNetCore.Metrics;

/// <summary>How much scrapers may ask of the process.</summary>
public sealed record MetricsEndpointOptions
{
    /// <summary>How many scrapes may be under way at once; a further one is refused.</summary>
    public int MaxConcurrentScrapes { get; init; } = 4;

    /// <summary>How long a scrape may take, also where the scraper reads slowly; then it is cut off.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of the timeout.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
