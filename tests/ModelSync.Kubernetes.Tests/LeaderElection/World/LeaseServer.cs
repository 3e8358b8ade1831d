using System.Globalization;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>The API server as far as one Lease goes: one state, one version counter, optimistic locking, watches.</summary>
public sealed class LeaseServer
{
    private readonly List<Action<WatchEvent<Lease>>> _watchers = [];
    private int _version = 100;

    public Lease? Lease { get; private set; }

    public int Writes { get; private set; }

    /// <summary>The time of the simulation at which the Lease was last written.</summary>
    public TimeSpan WrittenAt { get; private set; }

    public Func<TimeSpan> Now { get; set; } = () => TimeSpan.Zero;

    public static KubernetesApiException Refusal(int code, string reason, string message = "no") =>
        new(new ApiStatus { Code = code, Reason = reason, Message = message, Details = new ApiStatusDetails { Name = "lease" } }, "test");

    public Lease Create(Lease lease)
    {
        if (Lease is not null)
        {
            throw Refusal(409, StatusReasons.AlreadyExists);
        }

        return Store(lease, WatchEventType.Added);
    }

    public Lease Replace(Lease lease)
    {
        if (Lease is null)
        {
            throw Refusal(404, StatusReasons.NotFound);
        }

        if (Lease.Metadata.ResourceVersion != lease.Metadata.ResourceVersion)
        {
            throw Refusal(409, StatusReasons.Conflict);
        }

        return Store(lease, WatchEventType.Modified);
    }

    /// <summary>A change by somebody else, such as a person with kubectl.</summary>
    public void Edit(Func<Lease, Lease> change) => Store(change(Lease!), WatchEventType.Modified);

    public void Delete()
    {
        var last = Lease!;
        Lease = null;
        _version++;
        Tell(WatchEventType.Deleted, last with { Metadata = last.Metadata with { ResourceVersion = VersionText } });
    }

    /// <summary>The server's state is set back to an older one, and its versions with it.</summary>
    public void RestoreBackup(Lease backup)
    {
        _version -= 50;
        Lease = backup with { Metadata = backup.Metadata with { ResourceVersion = VersionText } };
    }

    public IDisposable Watch(Action<WatchEvent<Lease>> watcher)
    {
        _watchers.Add(watcher);
        if (Lease is { } lease)
        {
            watcher(new WatchEvent<Lease>(WatchEventType.Added, lease, null, new ResourceVersion(lease.Metadata.ResourceVersion)));
        }

        return new Subscription(() => _watchers.Remove(watcher));
    }

    public int Watchers => _watchers.Count;

    private string VersionText => _version.ToString(CultureInfo.InvariantCulture);

    private Lease Store(Lease lease, WatchEventType type)
    {
        _version++;
        Writes++;
        WrittenAt = Now();
        Lease = lease with { Metadata = lease.Metadata with { ResourceVersion = VersionText } };
        Tell(type, Lease);
        return Lease;
    }

    private void Tell(WatchEventType type, Lease lease)
    {
        foreach (var watcher in _watchers.ToList())
        {
            watcher(new WatchEvent<Lease>(type, lease, null, new ResourceVersion(lease.Metadata.ResourceVersion)));
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
