using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.Control;
using ModelSync.Playground.Faults.Planning;

namespace ModelSync.Playground.World;

/// <summary>Answers for a running playground.</summary>
internal sealed class WorldControl(PlaygroundWorld world, DateTimeOffset startedAt, Action end, TimeProvider time) : IPlaygroundControl
{
    // Less than askers wait: they shall hear which cluster it is that says nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public PlaygroundIdentity Identity => new(world.Id, Environment.ProcessId);

    public async Task<PlaygroundState> StateAsync(CancellationToken cancellationToken) => new()
    {
        Id = world.Id,
        ProcessId = Environment.ProcessId,
        Seed = world.Seed,
        StartedAt = startedAt,
        Clusters = await Task.WhenAll(world.Clusters.Select(cluster => StateAsync(cluster, cancellationToken))).ConfigureAwait(false),
    };

    public void End() => end();

    public FaultState AddFault(FaultOrder order)
    {
        try
        {
            return State(Find(order.Cluster).Faults.Plan.Add(order.Rule));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new ControlException(e.Message, e);
        }
    }

    public IReadOnlyList<FaultState> Faults(string? cluster) => States(Find(cluster));

    public IReadOnlyList<FaultState> ClearFaults(string? cluster, int? rule)
    {
        var plan = Find(cluster).Faults.Plan;
        var gone = States(Find(cluster)).Where(fault => rule is null || fault.Id == rule).ToArray();
        if (rule is { } id && !plan.Remove(id))
        {
            throw new ControlException($"there is no rule {id}: `fault list` shows those that there are");
        }

        if (rule is null)
        {
            plan.Clear();
        }

        return gone;
    }

    private static FaultState State(ActiveFault fault) => new(fault.Id, $"{fault.Rule}{(fault.IsOver ? " (over)" : "")}", fault.Injections);

    private static IReadOnlyList<FaultState> States(PlaygroundCluster cluster) => [.. cluster.Faults.Plan.Faults.Select(State)];

    private async Task<ClusterState> StateAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var pods = await cluster.Client.Resource<Pod>().ListAsync(ListOptions.All, either.Token).ConfigureAwait(false);
            return new ClusterState
            {
                Name = cluster.Name,
                Kubernetes = cluster.ControlPlane.Binaries.Kubernetes.ToString(),
                Kubeconfig = cluster.KubeconfigPath,
                DirectKubeconfig = cluster.DirectKubeconfigPath,
                PodProxy = cluster.PodProxy.Url.OriginalString,
                Nodes = cluster.Nodes.Names.Count,
                Pods = pods.Items.CountBy(PodSummary.Of, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
                Targets = await TargetReader.ReadAsync(cluster, either.Token).ConfigureAwait(false),
                Faults = States(cluster),
            };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlException($"cluster {cluster.Name} has not answered within {Patience.TotalSeconds:0} s", e);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            throw new ControlException($"cluster {cluster.Name} does not answer: {e.Message}", e);
        }
    }

    private PlaygroundCluster Find(string? name)
    {
        try
        {
            return name is null ? world.Local : world[name];
        }
        catch (ArgumentException e)
        {
            throw new ControlException($"there is no cluster {name}: there are {string.Join(", ", world.Clusters.Select(cluster => cluster.Name))}", e);
        }
    }
}
