using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Quickstart.Whole;

/// <summary>`make quickstart CONTEXT=…` against the API server of a playground, as a cluster that somebody else runs.</summary>
[Parallelizable]
[CancelAfter(270_000)]
public sealed class ClusterStoryTests
{
    private static readonly NamespacedName Own = NamespacedName.ClusterScoped("modelsync-quickstart");

    private PlaygroundWorld _world = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { DataPlane = false }, CancellationToken.None);

    [OneTimeTearDown]
    public async Task EndAsync() => await _world.DisposeAsync();

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    // Whatever a test has left: the next one must find nothing.
    [TearDown]
    public async Task LeaveAsync()
    {
        await KubectlAsync(["--namespace", "default", "delete", "lease", "modelsync", "--ignore-not-found"], CancellationToken.None);
        await KubectlAsync(["delete", "namespace", Own.Name, "--ignore-not-found", "--timeout=60s"], CancellationToken.None);
        _folder.Dispose();
    }

    [Test]
    public async Task Without_a_terminal_nothing_is_made_before_somebody_agrees(CancellationToken cancellationToken)
    {
        using var quickstart = Start();

        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.EqualTo(1), quickstart.Output);
        Assert.That(quickstart.Output, Does.Contain("create namespace modelsync-quickstart").And.Contain("nothing is changed: say YES=true"));
        Assert.That(await NamespaceAsync(cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_context_that_nobody_knows_is_named(CancellationToken cancellationToken)
    {
        using var quickstart = new QuickstartProcess(_folder.Root, _world.KubeconfigPath, ["--context", "elsewhere", "--yes", "true"]);

        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.EqualTo(2), quickstart.Output);
        Assert.That(quickstart.Output, Does.Contain("elsewhere"));
    }

    [Test]
    public async Task A_namespace_of_somebody_else_is_left_alone(CancellationToken cancellationToken)
    {
        await KubectlAsync(["create", "namespace", Own.Name], cancellationToken);
        using var quickstart = Start("--yes", "true");

        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.EqualTo(1), quickstart.Output);
        Assert.That(quickstart.Output, Does.Contain("namespace modelsync-quickstart that the quickstart has not made, and it is left alone"));
        Assert.That((await NamespaceAsync(cancellationToken))?.Metadata.DeletionTimestamp, Is.Null);
    }

    [Test]
    public async Task A_cluster_where_an_operator_leads_is_left_alone(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lease = new Lease
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = "modelsync" },
            Spec = new LeaseSpec { HolderIdentity = "somebody", RenewTime = now, LeaseDurationSeconds = 300 },
        };
        await _world.Local.Client.Resource<Lease>().CreateAsync(lease, options: null, cancellationToken);
        using var quickstart = Start("--yes", "true");

        Assert.That(await quickstart.WaitAsync(cancellationToken), Is.EqualTo(1), quickstart.Output);
        Assert.That(quickstart.Output, Does.Contain("default/modelsync").And.Contain("held by somebody"));
        Assert.That(await NamespaceAsync(cancellationToken), Is.Null);
    }

    [Test]
    public async Task What_was_to_stay_stays_and_the_next_run_removes_it_with_its_own_when_the_terminal_closes(CancellationToken cancellationToken)
    {
        using (var staying = Start("--yes", "true", "--remove", "false"))
        {
            // A simulated kubelet does not probe, so it has to be told what the probe of 3.0.0 would find.
            await staying.UntilAsync("namespace modelsync-quickstart, definitions and permissions are there", cancellationToken);
            await KubectlAsync(["--namespace", Own.Name, "create", "configmap", "playground-behaviors", "--from-literal=fraud-detector-3.0.0=state=NotReady"], cancellationToken);
            Assert.That(await staying.WaitAsync(cancellationToken), Is.Zero, staying.Output);
            Assert.That(staying.Output, Does.Contain("2.0.0 is promoted").And.Contain("3.0.0 sent back").And.Contain("left in the cluster: namespace modelsync-quickstart"));
            Assert.That(await NamespaceAsync(cancellationToken), Is.Not.Null);
        }

        using var next = Start("--yes", "true");
        await next.UntilAsync("delete namespace modelsync-quickstart, which an earlier quickstart has left behind", cancellationToken);
        await next.UntilAsync("1.0.0 is the first version", cancellationToken);
        await next.SignalAsync("HUP", cancellationToken);

        Assert.That(await next.WaitAsync(cancellationToken), Is.EqualTo(130), next.Output);
        Assert.That(await NamespaceAsync(cancellationToken), Is.Null);
        var left = await KubectlAsync(["get", "clusterroles,clusterrolebindings", "--output=name"], cancellationToken);
        Assert.That(left, Does.Not.Contain("modelsync-quickstart"));
        Assert.That(next.Living(), Is.Empty);
    }

    // By the image's name the playground knows which server to play: one that answers at /.
    private QuickstartProcess Start(params string[] arguments) => new(_folder.Root, _world.KubeconfigPath, ["--context", _world.Local.Name, "--image", "models.example/kserve:1", .. arguments]);

    private Task<Namespace?> NamespaceAsync(CancellationToken cancellationToken) => _world.Local.Client.Resource<Namespace>().GetAsync(Own, cancellationToken);

    private async Task<string> KubectlAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await _world.Local.ControlPlane.KubectlAsync(arguments, input: null, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }
}
