namespace ModelSync.Kubernetes.Metrics;

/// <summary>What a <see cref="PrometheusExposition"/> listens to, and how much it keeps.</summary>
public sealed record PrometheusOptions
{
    /// <summary>The meters of .NET itself that are worth exposing: the garbage collector and thread pool, the HTTP client, and Kestrel.</summary>
    public static IReadOnlyList<string> PlatformMeters { get; } = ["System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.*"];

    /// <summary>The names of the meters to listen to; a name that ends in <c>*</c> means every meter whose name begins so.</summary>
    public IReadOnlyList<string> Meters { get; init; } = ["ModelSync.*"];

    /// <summary>How many series one instrument may have, the rest of them added up in one series <c>otel_metric_overflow="true"</c>.</summary>
    public int MaxSeriesPerInstrument { get; init; } = 2_000;
}
