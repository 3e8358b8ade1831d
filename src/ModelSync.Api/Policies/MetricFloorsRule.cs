using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Policies;

/// <summary>The least values of offline metrics.</summary>
public sealed record MetricFloorsRule
{
    /// <summary>For each metric its least value, a decimal.</summary>
    public StringMap? Metrics { get; init; }
}
