using System.Globalization;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>Renews the leases of all nodes and reports their status now and then, so that a node lifecycle controller finds them alive.</summary>
internal sealed class NodeHeartbeats(
    IKubernetesClient client, IReadOnlyList<SimulatedNode> nodes, string kubeletVersion, KubeletTimings timings, KubeletLog log, TimeProvider time)
{
    private const string LeaseNamespace = "kube-node-lease";
    private const int AtOnce = 4;
    private const int RenewalsOfALease = 4;

    private readonly IResourceClient<Lease> _leases = client.Resource<Lease>();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private DateTimeOffset _reportedAt = time.GetUtcNow();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reports = time.GetUtcNow() - _reportedAt >= timings.NodeStatusReport;
            _reportedAt = reports ? time.GetUtcNow() : _reportedAt;
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(nodes, options, async (node, token) => await BeatAsync(node, reports, token).ConfigureAwait(false)).ConfigureAwait(false);
            await Task.Delay(timings.LeaseRenewal, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(SimulatedNode node, bool reports, CancellationToken cancellationToken)
    {
        try
        {
            await RenewAsync(node, cancellationToken).ConfigureAwait(false);
            if (reports)
            {
                await node.ReportAsync(client, kubeletVersion, _startedAt, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            log.HeartbeatFailed(node.Name, e.Message);
        }
    }

    private async Task RenewAsync(SimulatedNode node, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(LeaseNamespace, node.Name);
        var renewal = Encoding.UTF8.GetBytes($$$"""{"spec":{"renewTime":"{{{new MicroTime(time.GetUtcNow())}}}"}}""");
        try
        {
            await _leases.PatchAsync(key, Patch.Merge(renewal), options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            await CreateAsync(node, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(SimulatedNode node, CancellationToken cancellationToken)
    {
        // Without its node there is no lease: somebody has deleted it, and a kubelet takes that for an order.
        if (await client.Resource<Node>().GetAsync(NamespacedName.ClusterScoped(node.Name), cancellationToken).ConfigureAwait(false) is not { } owner)
        {
            return;
        }

        var seconds = ((int)Math.Max(1, timings.LeaseRenewal.TotalSeconds * RenewalsOfALease)).ToString(CultureInfo.InvariantCulture);
        var body =
            $$"""
            {
              "apiVersion": "coordination.k8s.io/v1",
              "kind": "Lease",
              "metadata": {
                "name": "{{node.Name}}",
                "namespace": "{{LeaseNamespace}}",
                "ownerReferences": [{"apiVersion": "v1", "kind": "Node", "name": "{{node.Name}}", "uid": "{{owner.Metadata.Uid}}"}]
              },
              "spec": {"holderIdentity": "{{node.Name}}", "leaseDurationSeconds": {{seconds}}, "renewTime": "{{new MicroTime(time.GetUtcNow())}}"}
            }
            """;
        var lease = DynamicObject.Parse(Encoding.UTF8.GetBytes(body));
        await client.Dynamic(Lease.Resource).CreateAsync(lease, options: null, cancellationToken).ConfigureAwait(false);
    }
}
