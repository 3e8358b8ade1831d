using System.Collections.Concurrent;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Nodes.Scheduling;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>
/// Does what the kubelets of all simulated nodes would do. A few workers share the pods: a pod is looked at when it, or what is said of its
/// behaviour, has changed, and when its time has come; one queue holds all those times.
/// </summary>
internal sealed class SimulatedKubelets : IDisposable
{
    private const int Workers = 16;

    private readonly ConcurrentDictionary<string, SimulatedPod> _pods = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, SimulatedNode> _nodes;
    private readonly ICache<ConfigMap> _behaviors;
    private readonly SimulatedNodesOptions _options;
    private readonly PodKeeper _keeper;
    private readonly WorkQueue<SimulatedPod> _queue;

    public SimulatedKubelets(
        IKubernetesClient client,
        IReadOnlyDictionary<string, SimulatedNode> nodes,
        ICache<ConfigMap> behaviors,
        KubeletEvents events,
        SimulatedNodesOptions options,
        RuntimeServices services,
        KubeletLog log)
    {
        (_nodes, _behaviors, _options) = (nodes, behaviors, options);
        _keeper = new PodKeeper(client, nodes, behaviors, events, options, log);
        _queue = new WorkQueue<SimulatedPod>(
            new WorkQueueOptions<SimulatedPod>
            {
                Name = "simulated-pods",
                Cluster = client.Cluster,
                RateLimiter = new ExponentialRateLimiter<SimulatedPod>(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5)),
            },
            services);
    }

    /// <summary>How many pods are held here.</summary>
    public int Count => _pods.Count;

    /// <summary>A pod's present state, as the kubelet of its node knows it; null where no node has it.</summary>
    public SimulatedPod? Find(string podUid) => _pods.GetValueOrDefault(podUid);

    /// <summary>What the feed of pods tells.</summary>
    public void PodChanged(InformerEvent<KubeletPod> change)
    {
        var gone = change.Old?.Metadata.Uid;
        if (gone is not null && !string.Equals(gone, change.New?.Metadata.Uid, StringComparison.Ordinal) && _pods.TryGetValue(gone, out var old))
        {
            old.IsGone = true;
            _queue.Add(old);
        }

        if (change.New is { } pod && IsOurs(pod))
        {
            var held = _pods.GetOrAdd(pod.Metadata.Uid!, static (_, context) => context.Kubelets.Hold(context.Pod), (Kubelets: this, Pod: pod));
            held.Pod = pod;
            _queue.Add(held);
        }
    }

    /// <summary>What the feed of behaviours tells: all pods of the namespace may have to behave differently.</summary>
    public void BehaviorsChanged(InformerEvent<ConfigMap> change)
    {
        foreach (var (_, pod) in _pods)
        {
            if (string.Equals(pod.Pod.Metadata.Namespace, change.Key.Namespace, StringComparison.Ordinal))
            {
                _queue.Add(pod);
            }
        }
    }

    /// <summary>Ends only as cancelled, or with the reason why one of the workers can't go on; then no server is left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A pod that comes up before its behaviour is known would be ready for a moment.
            await _behaviors.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
            await TaskGroup.RunAsync(Enumerable.Repeat<Func<CancellationToken, Task>>(WorkAsync, Workers), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (_, pod) in _pods)
            {
                await _keeper.EndAsync(pod).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _queue.Dispose();

    private bool IsOurs(KubeletPod pod) => pod.Spec?.NodeName is { } node ? _nodes.ContainsKey(node) : UnschedulableRule.Holds(pod);

    private SimulatedPod Hold(KubeletPod pod)
    {
        SimulatedPod? held = null;
        var server = _options.Servers is { } servers ? new PodServer(servers, _options.Network, _options.Seed, () => _queue.Add(held!), _options.Time) : null;
        return held = new SimulatedPod(pod, server);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var lease = await _queue.GetAsync(cancellationToken).ConfigureAwait(false);
            var pod = lease.Key;
            if (pod.IsGone)
            {
                _queue.Forget(pod);
                await _keeper.EndAsync(pod).ConfigureAwait(false);
                _pods.TryRemove(KeyValuePair.Create(pod.Pod.Metadata.Uid!, pod));
                continue;
            }

            var look = await _keeper.LookAsync(pod, cancellationToken).ConfigureAwait(false);
            if (look.Failed)
            {
                // Not here and now: the worker's other pods would wait as long as this one fails.
                _queue.AddRateLimited(pod);
                continue;
            }

            _queue.Forget(pod);
            if (look.Wake is { } wake)
            {
                _queue.AddAfter(pod, wake);
            }
        }
    }
}
