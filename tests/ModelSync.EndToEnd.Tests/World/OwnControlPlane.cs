using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.EndToEnd.World;

/// <summary>A control plane for tests that harm it: etcd and an API server, no controllers.</summary>
internal sealed class OwnControlPlane : IAsyncDisposable
{
    private OwnControlPlane(LocalControlPlane controlPlane)
    {
        ControlPlane = controlPlane;
        Client = Cluster.ConnectTo(controlPlane);
    }

    public LocalControlPlane ControlPlane { get; }

    public KubernetesClient Client { get; }

    public IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    public static async Task<OwnControlPlane> StartAsync(ControlPlaneOptions options, CancellationToken cancellationToken) =>
        new(await LocalControlPlane.StartAsync(options with { Components = ControlPlaneComponents.ApiServer }, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await ControlPlane.DisposeAsync();
    }
}
