using System.Collections.Immutable;

namespace ModelSync.Kubernetes.Health.Internal;

/// <summary>Named checks, asked anew for every probe; thread-safe.</summary>
internal sealed class HealthChecks : IHealthReport
{
    private readonly Lock _gate = new();
    private ImmutableArray<(string Name, Func<HealthEntry> Check)> _liveness = [];
    private ImmutableArray<(string Name, Func<HealthEntry> Check)> _readiness = [];

    public void AddLiveness(string name, Func<HealthEntry> check)
    {
        lock (_gate)
        {
            _liveness = Add(_liveness, name, check);
        }
    }

    public void AddReadiness(string name, Func<HealthEntry> check)
    {
        lock (_gate)
        {
            _readiness = Add(_readiness, name, check);
        }
    }

    public IReadOnlyList<HealthEntry> Liveness()
    {
        ImmutableArray<(string Name, Func<HealthEntry> Check)> checks;
        lock (_gate)
        {
            checks = _liveness;
        }

        return Run(checks);
    }

    public IReadOnlyList<HealthEntry> Readiness()
    {
        ImmutableArray<(string Name, Func<HealthEntry> Check)> checks;
        lock (_gate)
        {
            checks = _readiness;
        }

        return Run(checks);
    }

    private static ImmutableArray<(string Name, Func<HealthEntry> Check)> Add(
        ImmutableArray<(string Name, Func<HealthEntry> Check)> checks, string name, Func<HealthEntry> check)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(check);
        return checks.Any(known => string.Equals(known.Name, name, StringComparison.Ordinal))
            ? throw new ArgumentException($"there is a check '{name}' already; give it another name", nameof(name))
            : checks.Add((name, check));
    }

    private static HealthEntry[] Run(ImmutableArray<(string Name, Func<HealthEntry> Check)> checks) => [.. checks.Select(static check => Run(check.Name, check.Check))];

    private static HealthEntry Run(string name, Func<HealthEntry> check)
    {
        try
        {
            return check() with { Name = name };
        }
        catch (Exception exception)
        {
            // A probe's answer can be read by whoever reaches the port: the kind of the failure, and not what it says.
            return new HealthEntry(name, IsHealthy: false, $"the check failed: {exception.GetType().Name}");
        }
    }
}
