using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Faults.Proxying;

namespace ModelSync.Benchmarks.Server;

/// <summary>A real API server full of Deployments, without controllers, so that nothing but what we do happens there.</summary>
public sealed class BenchServer : IAsyncDisposable
{
    private readonly LocalControlPlane _controlPlane;

    private BenchServer(LocalControlPlane controlPlane, TokenUser user)
    {
        _controlPlane = controlPlane;
        User = user;
    }

    /// <summary>How our client and client-go find it.</summary>
    public string Kubeconfig => _controlPlane.AdminKubeconfigPath;

    /// <summary>How curl finds it.</summary>
    public Uri Url => _controlPlane.Url;

    /// <summary>Whom it trusts, as PEM.</summary>
    public string CaCertificate => _controlPlane.CaCertificate;

    /// <summary>Who curl is.</summary>
    public TokenUser User { get; }

    /// <summary>How long its filling took.</summary>
    public TimeSpan FillTime { get; private init; }

    public static async Task<BenchServer> StartAsync(CancellationToken cancellationToken)
    {
        var user = TokenUser.Create("bench", "system:masters");
        var options = new ControlPlaneOptions { Components = ControlPlaneComponents.ApiServer, Users = [user], Progress = new Progress<string>(Console.Error.WriteLine) };
        var controlPlane = await LocalControlPlane.StartAsync(options, cancellationToken);
        try
        {
            await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(controlPlane.AdminKubeconfigPath));
            await Console.Error.WriteLineAsync($"creating {DeploymentFill.Objects} Deployments");
            var started = TimeProvider.System.GetTimestamp();
            await DeploymentFill.RunAsync(client, cancellationToken);
            return new BenchServer(controlPlane, user) { FillTime = TimeProvider.System.GetElapsedTime(started) };
        }
        catch
        {
            await controlPlane.DisposeAsync();
            throw;
        }
    }

    /// <summary>A fault proxy before it, without a fault.</summary>
    public Task<FaultProxy> StartFaultProxyAsync(CancellationToken cancellationToken) =>
        FaultProxy.StartAsync(_controlPlane, new FaultProxyOptions(), cancellationToken);

    public ValueTask DisposeAsync() => _controlPlane.DisposeAsync();
}
