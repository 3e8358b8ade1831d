using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>One process: its own clock, its own network, its own elector.</summary>
public sealed class LeaseNode : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public LeaseNode(string name, LeaseServer server, LeaseLink link, double rate, Func<double> jitter, LeaderElectionOptions options)
    {
        Name = name;
        Link = link;
        Rate = rate;
        var services = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Jitter = jitter, Meter = Meter };
        Elector = new LeaderElector(new LeaseClient(server, link), options with { Identity = name }, services);
        Running = Elector.RunAsync(_stopping.Token);
    }

    public string Name { get; }

    public LeaseLink Link { get; }

    /// <summary>How fast its clock goes.</summary>
    public double Rate { get; }

    public ManualTimeProvider Clock { get; } = new();

    public RecordingLoggerFactory Logs { get; } = new();

    public Meter Meter { get; } = new(RuntimeServices.MeterName);

    public LeaderElector Elector { get; }

    public Task Running { get; }

    public bool IsAlive => !Link.IsDead;

    public bool Leads => IsAlive && Elector.Current is not null;

    /// <summary>Ends it as `kill -9` does: what it has sent is on its way, and nothing else ever happens.</summary>
    public void Kill() => Link.IsDead = true;

    /// <summary>Ends it as SIGTERM does once its work is done.</summary>
    public void Stop() => _stopping.Cancel();

    public void Advance(TimeSpan time)
    {
        if (IsAlive)
        {
            Clock.Advance(time * Rate);
        }
    }

    public void Dispose()
    {
        Link.IsOver = true;
        _stopping.Cancel();
        _stopping.Dispose();
        Meter.Dispose();
        Logs.Dispose();
    }
}
