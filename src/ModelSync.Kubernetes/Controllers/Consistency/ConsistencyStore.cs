using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Consistency.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers.Consistency;

/// <summary>
/// Remembers what was written for each request until the caches show it, so that the next reconcile does not decide on what was before its own writes
/// (controller-runtime #1622, KEP-5647). Thread-safe. It fails open: where a cache cannot tell, or does not in time, nobody waits.
/// </summary>
/// <remarks>Responses are never put into caches: only the watch writes there, or a cache could go back in time.</remarks>
public sealed class ConsistencyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Request, OwnerWrites> _owners = [];
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Counter<long> _timeouts;
    private readonly string _controller;
    private long _swept;

    /// <summary>An empty store.</summary>
    /// <param name="timeout">How long after a write it is waited for; zero for not at all.</param>
    /// <param name="services">Clock, logs and meter.</param>
    /// <param name="controller">Whose writes they are, in metrics.</param>
    public ConsistencyStore(TimeSpan timeout, RuntimeServices services, string controller = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(services);
        _timeout = timeout;
        _controller = controller;
        _clock = services.TimeProvider;
        _swept = _clock.GetTimestamp();
        _logger = services.LoggerFactory.CreateLogger<ConsistencyStore>();
        _timeouts = services.Meter.CreateCounter<long>(
            "modelsync.consistency.timeouts", unit: null, "Own writes that a cache did not show in time, and that were not waited for any longer.");
    }

    /// <summary>
    /// The cluster's client, which notes what is written through it for the owner. Not noted, because the answer does not tell what changed: deletes of
    /// collections, raw requests, and subresources that do not answer with the object, such as `eviction`.
    /// </summary>
    public IKubernetesClient Recording(ICluster cluster, Request owner)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new RecordingClient(cluster.Client, new WriteRecorder(this, cluster, owner));
    }

    /// <summary>The oldest write for the owner that a cache does not show yet; null where all do, or where it was waited long enough.</summary>
    public PendingWrite? FirstPending(Request owner)
    {
        foreach (var write in WritesOf(owner))
        {
            var waited = _clock.GetElapsedTime(write.At);
            if (!CacheCheck.Shows(write))
            {
                if (waited < _timeout)
                {
                    return write.ToPending();
                }

                _timeouts.Add(1, new KeyValuePair<string, object?>("controller", _controller), new KeyValuePair<string, object?>("cluster", write.Cluster.Name.ToString()));
                _logger.GaveUp(owner, write.ToPending(), waited);
            }

            Remove(owner, write);
        }

        return null;
    }

    /// <summary>Forgets the writes for an owner.</summary>
    public void Forget(Request owner)
    {
        lock (_gate)
        {
            _owners.Remove(owner);
        }
    }

    /// <summary>Forgets the writes in a cluster, and those for its requests.</summary>
    public void Forget(ClusterName cluster)
    {
        lock (_gate)
        {
            RemoveWhere_NeedsLock((owner, write) => owner.Cluster == cluster || write.Cluster.Name == cluster);
        }
    }

    internal void Record(Request owner, ICluster cluster, ResourceInfo resource, ObjectMeta metadata, bool isDelete)
    {
        if (_timeout == TimeSpan.Zero)
        {
            return;
        }

        // What a cache is asked about, and no more: annotations can be long.
        var known = new ObjectMeta
        {
            Name = metadata.Name,
            Namespace = metadata.Namespace,
            Uid = metadata.Uid,
            ResourceVersion = metadata.ResourceVersion,
            Labels = metadata.Labels,
        };
        var now = _clock.GetTimestamp();
        lock (_gate)
        {
            Sweep_NeedsLock(now);
            if (!_owners.TryGetValue(owner, out var writes))
            {
                _owners.Add(owner, writes = new OwnerWrites());
            }

            writes.Add(new RecordedWrite(cluster, resource, known, isDelete, now));
        }
    }

    private RecordedWrite[] WritesOf(Request owner)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(owner, out var writes) ? writes.ToArray() : [];
        }
    }

    private void Remove(Request owner, RecordedWrite write)
    {
        lock (_gate)
        {
            if (_owners.TryGetValue(owner, out var writes))
            {
                writes.Remove(write);
                if (writes.IsEmpty)
                {
                    _owners.Remove(owner);
                }
            }
        }
    }

    // Owners that are never looked at again would stay. What is older than anybody waits goes, at a cost that is spread over the writes.
    private void Sweep_NeedsLock(long now)
    {
        if (_clock.GetElapsedTime(_swept, now) >= _timeout)
        {
            _swept = now;
            RemoveWhere_NeedsLock((_, write) => _clock.GetElapsedTime(write.At, now) > 2 * _timeout);
        }
    }

    private void RemoveWhere_NeedsLock(Func<Request, RecordedWrite, bool> condition)
    {
        foreach ((var owner, var writes) in _owners)
        {
            writes.RemoveWhere(write => condition(owner, write));
            if (writes.IsEmpty)
            {
                _owners.Remove(owner);
            }
        }
    }
}
