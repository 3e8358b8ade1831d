namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>The three of Prometheus' types that instruments become.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts measurements in buckets.</summary>
    Histogram,
}
