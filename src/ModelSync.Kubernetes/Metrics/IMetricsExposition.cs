namespace ModelSync.Kubernetes.Metrics;

/// <summary>Writes all metrics of the process as text for a scraper: the seam behind which another exporter can stand.</summary>
public interface IMetricsExposition
{
    /// <summary>Writes the metrics in the best format that the scraper's Accept header allows, and returns its Content-Type.</summary>
    Task<string> WriteAsync(Stream output, string? accept, CancellationToken cancellationToken);

    /// <summary>Forgets every series with this label value, such as those of a cluster or an object that is gone.</summary>
    void Forget(string label, string value);
}
