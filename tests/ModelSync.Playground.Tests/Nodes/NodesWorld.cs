using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Network;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>The control plane with simulated nodes that the tests of this folder share, each in a namespace of its own; started by the first.</summary>
[SetUpFixture]
internal sealed class NodesWorld
{
    /// <summary>As real, but in a test's time.</summary>
    public static KubeletTimings Timings { get; } = new()
    {
        BackOffInitial = TimeSpan.FromSeconds(2),
        Relist = TimeSpan.FromMilliseconds(300),
        ProbePeriod = TimeSpan.FromMilliseconds(500),
        LeaseRenewal = TimeSpan.FromSeconds(1),
        NodeStatusReport = TimeSpan.FromSeconds(2),
    };

    private static readonly Lazy<Task<NodesWorld>> Started = new(StartAsync);

    public VirtualNetwork Network { get; } = new();

    public FakeModelServers Servers { get; } = new();

    public EgressProxy Egress { get; private set; } = null!;

    public PodProxy Proxy { get; private set; } = null!;

    public LocalControlPlane ControlPlane { get; private set; } = null!;

    public KubernetesClient Client { get; private set; } = null!;

    public SimulatedNodes Nodes { get; private set; } = null!;

    public static Task<NodesWorld> GetAsync() => Started.Value;

    /// <summary>A kubectl whose commands are about a new namespace of this name.</summary>
    public async Task<Namespaced> NamespaceAsync(string name, CancellationToken cancellationToken)
    {
        await ControlPlane.KubectlOkAsync($"create namespace {name}", null, cancellationToken);
        var space = new Namespaced(this, name);
        await space.UntilAsync("get serviceaccount default -o name", output => output.Length > 0, cancellationToken);
        return space;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (!Started.IsValueCreated)
        {
            return;
        }

        var world = await Started.Value;
        await world.Nodes.DisposeAsync();
        await world.Client.DisposeAsync();
        await world.ControlPlane.DisposeAsync();
        await world.Proxy.DisposeAsync();
        await world.Egress.DisposeAsync();
        Assert.That(world.Servers.Count, Is.Zero, "disposed nodes leave no server behind");
    }

    private static async Task<NodesWorld> StartAsync()
    {
        var world = new NodesWorld();
        world.Egress = EgressProxy.Start(world.Network, TimeProvider.System);
        world.Proxy = PodProxy.Start(world.Network, TimeProvider.System);
        var unwatched = new ControlPlaneOptions { WatchCache = false, EgressSocket = world.Egress.SocketPath, StartTimeout = SharedControlPlane.Patience };
        world.ControlPlane = await LocalControlPlane.StartAsync(unwatched, CancellationToken.None);
        world.Client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(world.ControlPlane.AdminKubeconfigPath));
        var options = new SimulatedNodesOptions
        {
            Count = 3,
            Servers = world.Servers,
            Network = world.Network,
            KubeletClientAuthority = world.ControlPlane.CaCertificate,
            Timings = Timings,
        };
        world.Nodes = await SimulatedNodes.StartAsync(world.Client, options, CancellationToken.None);
        return world;
    }
}
