using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Gates;

/// <summary>A metric read straight from the pods of a revision.</summary>
public sealed record ScrapeCheck
{
    /// <summary>Which of the profile's metrics.</summary>
    public ProfileMetric? Metric { get; init; }

    /// <summary>The port, by name or number; left out: the port named metrics, else the first.</summary>
    public IntOrString? Port { get; init; }

    /// <summary>The path; left out: the profile's, mostly /metrics.</summary>
    public string? Path { get; init; }
}
