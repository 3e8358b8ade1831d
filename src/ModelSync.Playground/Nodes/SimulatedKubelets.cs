using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Playground.Nodes;

/// <summary>Does what the kubelets of all simulated nodes would do. A few workers share the pods, and each pod always has the same one.</summary>
internal sealed class SimulatedKubelets : IPodObserver
{
    private const int Workers = 8;
    private const int Backlog = 256;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    private readonly IResourceClient<Pod> _pods;
    private readonly IReadOnlyDictionary<string, SimulatedNode> _nodes;
    private readonly SimulatedNodesLog _log;
    private readonly TimeProvider _time;
    private readonly PodAddresses _addresses = new();
    private readonly Channel<QueuedPod>[] _queues = [.. Enumerable.Range(0, Workers).Select(_ => Channel.CreateBounded<QueuedPod>(Backlog))];

    // Without a bound: a worker that waited here for RetryAsync, which waits for the worker's queue, would wait for ever.
    private readonly Channel<FailedPod> _failures = Channel.CreateUnbounded<FailedPod>();

    public SimulatedKubelets(IKubernetesClient client, IReadOnlyDictionary<string, SimulatedNode> nodes, SimulatedNodesLog log, TimeProvider time)
    {
        _pods = client.Resource<Pod>();
        _nodes = nodes;
        _log = log;
        _time = time;
    }

    public ValueTask ChangedAsync(Pod pod, CancellationToken cancellationToken) =>
        pod.Spec?.NodeName is { } node && _nodes.ContainsKey(node)
            ? QueueOf(pod).WriteAsync(new QueuedPod(pod, IsRetry: false), cancellationToken)
            : ValueTask.CompletedTask;

    public void Gone(string podUid) => _addresses.Release(podUid);

    public void Replaced(IReadOnlySet<string> podUids) => _addresses.ReleaseAllBut(podUids);

    /// <summary>Ends only as cancelled, or with the reason why one of the workers can't go on.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var workers = _queues.Select(queue => new Func<CancellationToken, Task>(token => WorkAsync(queue.Reader, token)));
        return TaskGroup.RunAsync([.. workers, RetryAsync], cancellationToken);
    }

    private ChannelWriter<QueuedPod> QueueOf(Pod pod) => _queues[(uint)StringComparer.Ordinal.GetHashCode(pod.Metadata.Uid!) % Workers].Writer;

    private async Task WorkAsync(ChannelReader<QueuedPod> queue, CancellationToken cancellationToken)
    {
        // The newest failed state of each pod: an older one, tried again, must not undo what a newer one has brought.
        var failed = new Dictionary<string, Pod>(StringComparer.Ordinal);
        await foreach (var (pod, isRetry) in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var uid = pod.Metadata.Uid!;
            if (isRetry && !ReferenceEquals(failed.GetValueOrDefault(uid), pod))
            {
                continue;
            }

            failed.Remove(uid);
            if (!await TryActAsync(pod, cancellationToken).ConfigureAwait(false))
            {
                // Not here and now: the worker's other pods would wait as long as this one fails.
                failed[uid] = pod;
                await _failures.Writer.WriteAsync(new FailedPod(pod, _time.GetTimestamp()), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives failed pods to their workers again. All pause as long, so the first to fail is the first to be tried.</summary>
    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        await foreach (var (pod, failedAt) in _failures.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var left = RetryPause - _time.GetElapsedTime(failedAt);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, _time, cancellationToken).ConfigureAwait(false);
            }

            await QueueOf(pod).WriteAsync(new QueuedPod(pod, IsRetry: true), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False when it must be tried again: no event would bring this state of the pod once more.</summary>
    private async Task<bool> TryActAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            var action = PodDecision.Decide(pod);
            if (action is PodAction.Delete)
            {
                var options = new DeleteOptions { GracePeriodSeconds = 0, Preconditions = Preconditions.SameObject(pod.Metadata) };
                await _pods.DeleteAsync(pod.Metadata.Key, options, cancellationToken).ConfigureAwait(false);
            }
            else if (action is not PodAction.Nothing)
            {
                await ReportAsync(pod, action, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            return true; // Gone, or another pod of its name by now: the watch tells.
        }
        catch (KubernetesApiException e) when (e.IsInvalid || e.IsForbidden)
        {
            _log.PodRefused(pod.Metadata.Key.ToString(), e.Message);
            return true;
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            _log.PodFailed(pod.Metadata.Key.ToString(), e.Message);
            return false;
        }
    }

    private async Task ReportAsync(Pod pod, PodAction action, CancellationToken cancellationToken)
    {
        var node = _nodes[pod.Spec!.NodeName!];
        var address = _addresses.Take(pod.Metadata.Uid!, pod.Status?.PodIP);
        var status = PodStatusBuilder.Build(pod, action, address, node.Address, _time.GetUtcNow());
        await _pods.Status.PatchAsync(pod.Metadata.Key, StatusPatch(pod.Metadata.Uid!, status), options: null, cancellationToken).ConfigureAwait(false);
    }

    // The uid is a precondition: a StatefulSet's next pod has the same name. Strategic merge leaves others' conditions alone.
    private static Patch StatusPatch(string uid, PodStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("uid", uid);
            writer.WriteEndObject();
            writer.WritePropertyName("status");
            JsonSerializer.Serialize(writer, status, KindsJsonContext.Default.PodStatus);
            writer.WriteEndObject();
        }

        return Patch.StrategicMerge(buffer.WrittenSpan);
    }

    private readonly record struct QueuedPod(Pod Pod, bool IsRetry);

    private readonly record struct FailedPod(Pod Pod, long FailedAt);
}
