namespace ModelSync.Kubernetes.Metrics;

/// <summary>Writes all metrics of the process as text for a scraper: the seam behind which another exporter can stand.</summary>
public interface IMetricsExposition
{
    /// <summary>The Content-Type of the best format that this Accept header allows: what <see cref="WriteAsync"/> writes for the same header.</summary>
    string ContentType(string? accept);

    /// <summary>Writes the metrics bit by bit, so that nobody holds the whole text; a text that ends in an exception is incomplete.</summary>
    Task WriteAsync(Stream output, string? accept, CancellationToken cancellationToken);

    /// <summary>Forgets every series with this label value, such as those of a cluster or an object that is gone.</summary>
    void Forget(string label, string value);
}
