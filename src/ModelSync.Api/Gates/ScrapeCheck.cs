using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Gates;

/// <summary>A metric read straight from the pods of a revision.</summary>
public sealed record ScrapeCheck : SpecPart
{
    /// <summary>Which of the profile's metrics.</summary>
    [Required]
    public ProfileMetric? Metric { get; init; }

    /// <summary>The port, by name or number; left out: the port named metrics, else the first.</summary>
    [Range(1, 65535), Length(1, 63)]
    public IntOrString? Port { get; init; }

    /// <summary>The path; left out: the profile's, mostly /metrics.</summary>
    [Length(1, 1024), Pattern(Patterns.Path, Patterns.PathInWords)]
    public string? Path { get; init; }
}
