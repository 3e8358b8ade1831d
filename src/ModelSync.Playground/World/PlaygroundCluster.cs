using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Network;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.World;

/// <summary>One cluster of a playground: the control plane, and around it everything that is simulated.</summary>
public sealed class PlaygroundCluster : IAsyncDisposable
{
    private readonly Endings _endings = new();

    private PlaygroundCluster(string name) => Name = name;

    /// <summary>The cluster's name.</summary>
    public string Name { get; }

    /// <summary>The API server, its etcd and its controllers.</summary>
    public LocalControlPlane ControlPlane { get; private set; } = null!;

    /// <summary>Where virtual addresses of pods, Services and nodes lead to.</summary>
    public VirtualNetwork Network { get; } = new();

    /// <summary>The HTTP proxy into the virtual network, for an operator's <c>--pod-proxy</c> and for people.</summary>
    public PodProxy PodProxy { get; private set; } = null!;

    /// <summary>The administrator's client; no fault befalls it.</summary>
    public KubernetesClient Client { get; private set; } = null!;

    /// <summary>The nodes.</summary>
    public SimulatedNodes Nodes { get; private set; } = null!;

    /// <summary>What Services and routes are served by; null where the options have none.</summary>
    public LocalDataPlane? DataPlane { get; private set; }

    /// <summary>Stands before the API server, for everybody who uses <see cref="KubeconfigPath"/>.</summary>
    public FaultProxy Faults { get; private set; } = null!;

    /// <summary>A kubeconfig of the administrator, by way of the fault proxy.</summary>
    public string KubeconfigPath => Faults.AdminKubeconfigPath;

    /// <summary>A kubeconfig of the administrator that no fault befalls.</summary>
    public string DirectKubeconfigPath => ControlPlane.AdminKubeconfigPath;

    /// <summary>Runs kubectl as the administrator, by way of the fault proxy, with <paramref name="input"/> on its standard input.</summary>
    public Task<CommandResult> KubectlAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken) =>
        ControlPlane.KubectlAsync(["--kubeconfig", KubeconfigPath, .. arguments], input, cancellationToken);

    /// <summary>Makes a namespace of its own for a test; its disposal deletes it.</summary>
    public Task<PlaygroundNamespace> CreateNamespaceAsync(CancellationToken cancellationToken) => PlaygroundNamespace.CreateAsync(this, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _endings.DisposeAsync();

    internal static async Task<PlaygroundCluster> StartAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        var cluster = new PlaygroundCluster(plan.Name);
        try
        {
            await cluster.BeginAsync(plan, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal async Task<string> WaitForCrashAsync(CancellationToken cancellationToken)
    {
        var crashed = ControlPlane.WaitForCrashAsync(cancellationToken);
        var ended = await Task.WhenAny(crashed, Nodes.Completion, DataPlane?.Completion ?? crashed).ConfigureAwait(false);
        if (ended == crashed)
        {
            return await crashed.ConfigureAwait(false);
        }

        var what = ended == Nodes.Completion ? "the simulated nodes" : "the data plane";
        return $"cluster {Name}: {what} can't go on: {ended.Exception?.InnerException?.Message ?? "ended"}";
    }

    private async Task BeginAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        var options = plan.Options;
        var egress = EgressProxy.Start(Network, options.Time);
        _endings.Add(egress.DisposeAsync);
        PodProxy = PodProxy.Start(Network, options.Time);
        _endings.Add(PodProxy.DisposeAsync);
        ControlPlane = await LocalControlPlane.StartAsync(
            options.ControlPlane with { Binaries = plan.Binaries, EgressSocket = egress.SocketPath, Progress = plan.Progress, Time = options.Time },
            cancellationToken).ConfigureAwait(false);
        _endings.Add(EndControlPlaneAsync);
        Client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(ControlPlane.AdminKubeconfigPath));
        _endings.Add(Client.DisposeAsync);
        await StartFaultsAsync(plan, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(StartNodesAsync(plan, cancellationToken), StartDataPlaneAsync(plan, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>In peace, so that data that is to be kept is whole.</summary>
    private async ValueTask EndControlPlaneAsync()
    {
        await ControlPlane.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await ControlPlane.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartFaultsAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        var options = new FaultProxyOptions { Seed = (ulong)plan.Seed, Time = plan.Options.Time, LoggerFactory = plan.Options.LoggerFactory };
        Faults = await FaultProxy.StartAsync(ControlPlane, options, cancellationToken).ConfigureAwait(false);
        _endings.Add(Faults.DisposeAsync);
    }

    private async Task StartNodesAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        var options = new SimulatedNodesOptions
        {
            Count = plan.Options.Nodes,
            Servers = plan.Servers,
            Network = Network,
            KubeletClientAuthority = ControlPlane.CaCertificate,
            Seed = plan.Seed,
            Time = plan.Options.Time,
            LoggerFactory = plan.Options.LoggerFactory,
        };
        Nodes = await SimulatedNodes.StartAsync(Client, options, cancellationToken).ConfigureAwait(false);
        _endings.Add(Nodes.DisposeAsync);
        plan.Progress?.Report($"{Nodes.Names.Count} simulated nodes are ready");
    }

    private async Task StartDataPlaneAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Options.DataPlane)
        {
            return;
        }

        var options = new DataPlaneOptions { Seed = (ulong)plan.Seed, Time = plan.Options.Time, LoggerFactory = plan.Options.LoggerFactory };
        DataPlane = await LocalDataPlane.StartAsync(Client, Network, options, cancellationToken).ConfigureAwait(false);
        _endings.Add(DataPlane.DisposeAsync);
        plan.Progress?.Report("Services, HTTPRoutes and VirtualServices are served");
    }
}
