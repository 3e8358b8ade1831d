using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>
/// An API server in memory: one counter of resource versions, a history that can be compacted, watches with bookmarks and time-outs, pages whose tokens
/// expire, optimistic locking, finalizers, merge and JSON patches, watch-lists, and faults of all kinds. Its time is the given clock's alone. Objects go
/// through the real codecs. What it does not do: admission, validation, ownership of fields (an apply merges), owner references, default values.
/// Thread-safe.
/// </summary>
public sealed class SimulatedApi
{
    private readonly SimulatedWorld _world;

    /// <summary>An empty API.</summary>
    public SimulatedApi(TimeProvider clock, ClusterName? cluster = null)
    {
        Clock = clock;
        _world = new SimulatedWorld(clock, Faults);
        Client = new SimulatedClient(this, _world, cluster ?? ClusterName.Local);
    }

    /// <summary>The clock of all waiting.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What goes wrong.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>A client of it.</summary>
    public IKubernetesClient Client { get; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => _world.Requests;

    /// <summary>How many requests there were so far.</summary>
    public int RequestCount => _world.RequestCount;

    /// <summary>The newest version.</summary>
    public long Version => _world.Version;

    /// <summary>How many watches are open.</summary>
    public int OpenWatches => _world.OpenWatches;

    /// <summary>The objects of a kind, by name.</summary>
    public IReadOnlyList<SimulatedObject> ObjectsOf(ResourceInfo resource) => _world.ObjectsOf(resource);

    /// <summary>Stores an object as it is, status included and readable or not, in the stead of the one that is there.</summary>
    public SimulatedObject Put(ResourceInfo resource, string json) => _world.Put(resource, JsonNode.Parse(json)!.AsObject());

    /// <summary>Removes an object at once, whatever its finalizers; false where it is not there.</summary>
    public bool Remove(ResourceInfo resource, NamespacedName key) => _world.Remove(resource, key);

    /// <summary>Forgets how it came to the present state, as etcd does every five minutes: watches that are open go on, older ones cannot be resumed.</summary>
    public void Compact() => _world.Compact();

    /// <summary>From now on lists that need not be the newest show the present state, until <see cref="ThawCache"/>.</summary>
    public void FreezeCache() => _world.FreezeCache();

    /// <summary>Ends <see cref="FreezeCache"/>.</summary>
    public void ThawCache() => _world.ThawCache();

    /// <summary>Makes every continue token invalid that was handed out so far.</summary>
    public void ExpireTokens() => _world.ExpireTokens();

    /// <summary>Breaks the connections of all watches, or of those of a kind.</summary>
    public void DropWatches(ResourceInfo? resource = null) => _world.ForEachWatch(resource, watcher => watcher.Break(SimulatedErrors.NoAnswer()));

    /// <summary>Ends all watches in good order, or those of a kind.</summary>
    public void EndWatches(ResourceInfo? resource = null) => _world.ForEachWatch(resource, watcher => watcher.End());

    /// <summary>All watches that are open tell nothing any more, and do not end, until the client gives them up.</summary>
    public void StickWatches(ResourceInfo? resource = null) => _world.ForEachWatch(resource, watcher => watcher.Stick());

    /// <summary>Ends all watches with an error frame, or those of a kind.</summary>
    public void FailWatches(KubernetesApiException error, ResourceInfo? resource = null) => _world.ForEachWatch(resource, watcher => watcher.Break(error));

    internal async Task ReceiveAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        _world.Record(request);
        if (Faults.Latency > TimeSpan.Zero)
        {
            await Task.Delay(Faults.Latency, Clock, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (Faults.AnswerTo(request) is { } failure)
        {
            throw failure;
        }
    }

    internal void Answer(SimulatedRequest request)
    {
        if (Faults.LosesAnswer?.Invoke(request) is true)
        {
            throw SimulatedErrors.NoAnswer();
        }
    }
}
