using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ServerVersion = ModelSync.Kubernetes.Discovery.ServerVersion;

namespace ModelSync.EndToEnd;

/// <summary>The control plane that all tests share which do it no harm; each works in namespaces of its own.</summary>
[SetUpFixture]
public sealed class Cluster
{
    private static LocalControlPlane? _controlPlane;
    private static KubernetesClient? _admin;

    public static LocalControlPlane ControlPlane => _controlPlane ?? throw new InvalidOperationException("the control plane has not started");

    public static KubernetesClient Admin => _admin ?? throw new InvalidOperationException("the control plane has not started");

    public static ServerVersion Version { get; private set; } = new();

    public static KubernetesClient ConnectTo(LocalControlPlane controlPlane, KubernetesClientOptions? options = null) =>
        KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(controlPlane.AdminKubeconfigPath), options);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var progress = new Progress<string>(TestContext.Progress.WriteLine);
        _controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { Progress = progress }, CancellationToken.None);
        _admin = ConnectTo(_controlPlane);
        Version = await _admin.Discovery.GetVersionAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_admin is not null)
        {
            await _admin.DisposeAsync();
        }

        if (_controlPlane is not null)
        {
            await _controlPlane.DisposeAsync();
        }
    }
}
