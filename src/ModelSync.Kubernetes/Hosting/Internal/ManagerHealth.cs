using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Health.Internal;
using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Hosting.Internal;

/// <summary>What the manager knows of its own health: starting, ready, stopping, or stopping without an end. Thread-safe.</summary>
internal sealed class ManagerHealth
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time;
    private readonly TimeSpan _gracePeriod;
    private volatile string? _notReady = "starting";
    private long _stoppingAt = -1;

    public ManagerHealth(ManagerOptions options, TimeProvider time)
    {
        _time = time;
        _gracePeriod = options.GracePeriod;
        Checks.AddLiveness("manager", CheckLiveness);
        Checks.AddReadiness("manager", () => new HealthEntry("manager", IsHealthy: _notReady is null, _notReady));
        if (options.Leadership is LeaderElector elector)
        {
            Checks.AddLiveness("leader-election", () => elector.CheckHealth(Tolerance));
        }
    }

    public HealthChecks Checks { get; } = new();

    /// <summary>Everything that does not need the leadership runs.</summary>
    public void Started() => _notReady = null;

    /// <summary>Stopping has begun.</summary>
    public void Stopping()
    {
        _notReady = "stopping";
        Volatile.Write(ref _stoppingAt, _time.GetTimestamp());
    }

    private HealthEntry CheckLiveness()
    {
        var since = Volatile.Read(ref _stoppingAt);
        return since < 0 || _time.GetElapsedTime(since) <= _gracePeriod + Tolerance
            ? new HealthEntry("manager", IsHealthy: true)
            : new HealthEntry("manager", IsHealthy: false, "it does not come to an end");
    }
}
