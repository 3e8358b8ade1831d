using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Nodes.Scheduling;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>Looks at one pod after the other: asks the pure core what is due, and does it.</summary>
internal sealed class PodKeeper(
    IKubernetesClient client,
    IReadOnlyDictionary<string, SimulatedNode> nodes,
    ICache<ConfigMap> behaviors,
    KubeletEvents events,
    SimulatedNodesOptions options,
    KubeletLog log)
{
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(10);

    private readonly IResourceClient<KubeletPod> _pods = client.Resource<KubeletPod>();
    private readonly PodBinder _binder = new(client, [.. nodes.Keys]);
    private readonly PodAddresses _addresses = new();
    private readonly TimeProvider _time = options.Time;

    /// <summary>A failure leaves the pod so that the next look does what this one has not.</summary>
    public async Task<LookResult> LookAsync(SimulatedPod pod, CancellationToken cancellationToken)
    {
        var key = pod.Pod.Metadata.Key;
        try
        {
            return await TryLookAsync(pod, pod.Pod, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            return default; // Gone, or another pod of its name by now: the watch tells.
        }
        catch (KubernetesApiException e) when (e.IsInvalid || e.IsForbidden)
        {
            // What time brings may be taken again, and the pod must not stay for ever.
            log.PodRefused(key.ToString(), e.Message);
            return new LookResult(Failed: false, RefusedPause);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            log.PodFailed(key.ToString(), e.Message);
            return LookResult.Failure;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            log.ServerFailed(key.ToString(), e.Message);
            return LookResult.Failure;
        }
    }

    /// <summary>Takes away what this process holds of a pod that is gone.</summary>
    public async ValueTask EndAsync(SimulatedPod pod)
    {
        if (pod.Server is not null)
        {
            await pod.Server.DisposeAsync().ConfigureAwait(false);
        }

        pod.Dispose();
        _addresses.Release(pod.Pod.Metadata.Uid!);
    }

    private async Task<LookResult> TryLookAsync(SimulatedPod held, KubeletPod pod, CancellationToken cancellationToken)
    {
        var behavior = ReadBehavior(held, pod);
        if (pod.Spec?.NodeName is not { } node)
        {
            if (behavior.State is not PodState.Unschedulable && !pod.Metadata.IsDeleting)
            {
                await _binder.BindAsync(pod, cancellationToken).ConfigureAwait(false);
            }

            return default;
        }

        if (held.Life is null && pod.HasFinalPhase)
        {
            return default; // Of an earlier run, and over.
        }

        var now = _time.GetUtcNow();
        var view = new PodView { Pod = pod, Behavior = behavior, Timings = options.Timings, Now = now, IsDrained = held.Server?.IsDrained ?? true };
        var step = PodMachine.Step(held.Life ?? PodLife.Begin(pod, now), view);
        held.Life = step.Life;
        foreach (var told in step.Events)
        {
            events.Tell(held, told);
        }

        await ActAsync(held, pod, step.Life, behavior, nodes[node].Address, cancellationToken).ConfigureAwait(false);
        return new LookResult(Failed: false, step.Wake is { } wake ? Max(wake - _time.GetUtcNow(), TimeSpan.Zero) : null);
    }

    // The server first, so that a pod that is called ready answers; and its address is only told when it has one.
    private async Task ActAsync(SimulatedPod held, KubeletPod pod, PodLife life, PodBehavior behavior, string nodeAddress, CancellationToken cancellationToken)
    {
        var address = _addresses.Take(pod.Metadata.Uid!, pod.Status?.PodIP);
        if (held.Server is not null)
        {
            await held.Server.FollowAsync(pod, life, behavior, address).ConfigureAwait(false);
        }

        var status = StatusWriter.Write(pod, life, address, nodeAddress);
        if (held.Reported is null || !held.Reported.AsSpan().SequenceEqual(status))
        {
            await _pods.Status.PatchAsync(pod.Metadata.Key, Patch.StrategicMerge(status), options: null, cancellationToken).ConfigureAwait(false);
            held.Reported = status;
        }

        // A pod with finalizers stays after that, with a grace period of nothing; to ask once is enough.
        if (life.MayGo && pod.Metadata.DeletionGracePeriodSeconds is not 0)
        {
            var delete = new DeleteOptions { GracePeriodSeconds = 0, Preconditions = Preconditions.SameObject(pod.Metadata) };
            await _pods.DeleteAsync(pod.Metadata.Key, delete, cancellationToken).ConfigureAwait(false);
        }
    }

    private PodBehavior ReadBehavior(SimulatedPod held, KubeletPod pod)
    {
        var reading = BehaviorReader.Read(pod, behaviors.Get(new NamespacedName(pod.Metadata.Namespace, BehaviorReader.ConfigMapName)));
        foreach (var problem in reading.Problems.Except(held.Reading?.Problems ?? [], StringComparer.Ordinal))
        {
            events.Tell(held, new KubeletEvent(IsWarning: true, "InvalidBehavior", problem, FieldPath: null));
        }

        held.Reading = reading;
        return reading.Behavior;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
