using System.Net;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Faults;

namespace ModelSync.EndToEnd.Runtime;

/// <summary>5,000 objects under several writers: whatever happens on the way, the cache equals the server at the end, and so does what its subscribers were told.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class InformerConvergenceTests
{
    private const int Objects = 5000;
    private const string Namespace = "default";

    [Test]
    public async Task A_cache_equals_the_server_after_many_changes_at_once()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions(), limit.Token);
        var churn = new ObjectChurn(own.Client, Namespace, Objects);
        await using var cache = new WatchedCache(own.Client, Namespace);

        // Begins with the objects still coming, so that the first list is one of many states.
        await churn.FillAsync(limit.Token);
        await cache.WaitForSyncAsync(limit.Token);
        await churn.ChangeAsync(halfWay: null, limit.Token);

        await cache.EqualsServerAsync(own.Client, limit.Token);
        Assert.That(cache.Relists, Is.EqualTo(new[] { "first" }));
    }

    [Test]
    public async Task A_cache_equals_the_server_when_that_was_killed_in_the_middle()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions(), limit.Token);
        var churn = new ObjectChurn(own.Client, Namespace, Objects);
        await churn.FillAsync(limit.Token);
        await using var cache = new WatchedCache(own.Client, Namespace);
        await cache.WaitForSyncAsync(limit.Token);

        await churn.ChangeAsync(() => own.ControlPlane.RestartApiServerAsync(limit.Token), limit.Token);

        await cache.EqualsServerAsync(own.Client, limit.Token);
    }

    [Test]
    public async Task A_cache_equals_the_server_when_etcd_forgot_what_was_missed()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions { WatchCache = false }, limit.Token);
        var churn = new ObjectChurn(own.Client, Namespace, Objects);
        await churn.FillAsync(limit.Token);
        await using var proxy = BlackHoleProxy.Start(IPEndPoint.Parse(own.ControlPlane.Url.Authority), TimeProvider.System);
        await using var client = KubernetesClient.Create(
            ClusterConfigLoader.Default.LoadDefault(own.ControlPlane.AdminKubeconfigPath) with { Server = new Uri($"https://{proxy.EndPoint}") });
        await using var cache = new WatchedCache(client, Namespace);
        await cache.WaitForSyncAsync(limit.Token);

        proxy.BlackHole(newConnections: NewConnections.Refused);
        proxy.ResetConnections();
        await churn.ChangeSomeAsync(limit.Token);
        await own.ControlPlane.CompactEtcdAsync(limit.Token);
        proxy.Resume();

        await cache.EqualsServerAsync(own.Client, limit.Token);
        Assert.That(cache.Relists, Is.EqualTo(new[] { "first", "expired" }));
    }

    private static CancellationTokenSource Limit() => new(TimeSpan.FromMinutes(3), TimeProvider.System);
}
