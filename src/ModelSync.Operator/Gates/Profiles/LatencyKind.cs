namespace ModelSync.Operator.Gates.Profiles;

/// <summary>In what form times are published.</summary>
internal enum LatencyKind
{
    /// <summary>Buckets: any quantile over any window, over all pods.</summary>
    Histogram,

    /// <summary>Quantiles that the server computes over a window of its own.</summary>
    Summary,

    /// <summary>A sum and a count: nothing but the mean.</summary>
    Mean,
}
