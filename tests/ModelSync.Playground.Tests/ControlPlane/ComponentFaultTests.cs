using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.ControlPlane;

/// <summary>Components that are killed, paused and started again, on a control plane that nobody else uses.</summary>
[CancelAfter(180_000)]
internal sealed class ComponentFaultTests
{
    private LocalControlPlane _controlPlane = null!;
    private KubernetesClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var options = new ControlPlaneOptions { Components = ControlPlaneComponents.ControllerManager };
        _controlPlane = await LocalControlPlane.StartAsync(options, CancellationToken.None);
        _client = KubernetesClient.Create(
            ClusterConfigLoader.Default.LoadDefault(_controlPlane.AdminKubeconfigPath), new KubernetesClientOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _client.DisposeAsync();
        await _controlPlane.DisposeAsync();
    }

    [Test]
    public async Task What_was_written_outlives_the_death_of_etcd(CancellationToken cancellationToken)
    {
        await CreateAsync("before", cancellationToken);
        await _controlPlane.KillAsync(ControlPlaneComponent.Etcd, cancellationToken);
        Assert.That(() => CreateAsync("meanwhile", cancellationToken), Throws.InstanceOf<Kubernetes.KubernetesException>());
        await _controlPlane.RestartAsync(ControlPlaneComponent.Etcd, cancellationToken);
        Assert.That(await GetAsync("before", cancellationToken), Is.Not.Null);
        await CreateAsync("after", cancellationToken);
    }

    [Test]
    public async Task A_paused_server_says_nothing_and_goes_on_where_it_was(CancellationToken cancellationToken)
    {
        await CreateAsync("paused", cancellationToken);
        await _controlPlane.PauseAsync(ControlPlaneComponent.ApiServer, cancellationToken);
        Assert.That(() => GetAsync("paused", cancellationToken), Throws.InstanceOf<KubernetesConnectionException>());
        await _controlPlane.ContinueAsync(ControlPlaneComponent.ApiServer, cancellationToken);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await GetAsync("paused", cancellationToken) is not null;
                }
                catch (KubernetesConnectionException)
                {
                    return false;
                }
            },
            cancellationToken);
    }

    [Test]
    public async Task Controllers_that_were_killed_do_their_work_once_they_are_back(CancellationToken cancellationToken)
    {
        await _controlPlane.KillAsync(ControlPlaneComponent.ControllerManager, cancellationToken);
        await _controlPlane.KillAsync(ControlPlaneComponent.ControllerManager, cancellationToken);
        await _client.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = "lonely" } }, options: null, cancellationToken);
        await _controlPlane.RestartAsync(ControlPlaneComponent.ControllerManager, cancellationToken);
        var accounts = _client.Metadata(new ResourceInfo("", "v1", "ServiceAccount", "serviceaccounts"));
        await Eventually.TrueAsync(async () => await accounts.GetAsync(new NamespacedName("lonely", "default"), cancellationToken) is not null, cancellationToken);
    }

    [Test]
    public async Task What_does_not_run_cannot_be_paused_and_what_is_no_part_cannot_be_killed(CancellationToken cancellationToken)
    {
        Assert.That(() => _controlPlane.KillAsync(ControlPlaneComponent.Scheduler, cancellationToken), Throws.InstanceOf<ControlPlaneException>().With.Message.Contains("not part of this control plane"));
        await _controlPlane.KillAsync(ControlPlaneComponent.ControllerManager, cancellationToken);
        Assert.That(() => _controlPlane.PauseAsync(ControlPlaneComponent.ControllerManager, cancellationToken), Throws.InstanceOf<ControlPlaneException>().With.Message.Contains("does not run"));
        await _controlPlane.RestartAsync(ControlPlaneComponent.ControllerManager, cancellationToken);
    }

    private async Task CreateAsync(string name, CancellationToken cancellationToken) => await _client.Resource<ConfigMap>().CreateAsync(
        new ConfigMap { Metadata = new ObjectMeta { Namespace = "default", Name = name } }, options: null, cancellationToken);

    private Task<ConfigMap?> GetAsync(string name, CancellationToken cancellationToken) => _client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", name), cancellationToken);
}
