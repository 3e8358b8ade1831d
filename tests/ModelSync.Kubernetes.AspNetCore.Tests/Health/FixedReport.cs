using ModelSync.Kubernetes.Health;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Health;

/// <summary>A report that says what a test tells it to.</summary>
internal sealed class FixedReport : IHealthReport
{
    public Func<IReadOnlyList<HealthEntry>> Live { get; set; } = () => [new HealthEntry("ping", IsHealthy: true)];

    public Func<IReadOnlyList<HealthEntry>> Ready { get; set; } = () => [];

    public IReadOnlyList<HealthEntry> Liveness() => Live();

    public IReadOnlyList<HealthEntry> Readiness() => Ready();
}
