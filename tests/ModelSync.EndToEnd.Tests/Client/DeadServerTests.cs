using System.Net;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Playground.Faults;

namespace ModelSync.EndToEnd.Client;

/// <summary>An API server whose network dies without a word, with the client's own default limits: nothing hangs, and 30 seconds are enough (pitfall 5).</summary>
[NonParallelizable]
public sealed class DeadServerTests : ClusterTest
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_black_hole_ends_watches_reads_and_writes_within_thirty_seconds_and_the_client_recovers()
    {
        await using var proxy = BlackHoleProxy.Start(IPEndPoint.Parse(Cluster.ControlPlane.Url.Authority), TimeProvider.System);
        await using var client = KubernetesClient.Create(Through(proxy));
        var maps = client.Resource<ConfigMap>();
        var list = await maps.ListAsync(new ListOptions { Namespace = Namespace }, Ct);
        await using var watch = await maps.WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion }, Ct);

        proxy.BlackHole();
        var started = TimeProvider.System.GetTimestamp();
        var failures = await Task.WhenAll(
            FailureAsync(async () => await watch.FirstAsync(Ct)),
            FailureAsync(() => maps.GetAsync(Key("a"), Ct)),
            FailureAsync(() => maps.ListAsync(new ListOptions { Namespace = Namespace }, Ct)),
            FailureAsync(() => maps.CreateAsync(ConfigMap("a"), options: null, Ct)),
            FailureAsync(() => client.Resource<Lease>().GetAsync(Key("a"), Ct)),
            FailureAsync(() => client.Discovery.GetVersionAsync(Ct)));
        var took = TimeProvider.System.GetElapsedTime(started);
        proxy.Resume();

        Assert.That(failures, Has.All.InstanceOf<KubernetesConnectionException>());
        Assert.That(took, Is.LessThan(Noticed));
        TestContext.Out.WriteLine($"noticed after {took.TotalSeconds:0.0} s");
        Assert.That((await maps.ListAsync(new ListOptions { Namespace = Namespace }, Ct)).ResourceVersion.IsNone, Is.False);
    }

    [Test]
    public async Task A_reset_connection_fails_its_requests_at_once_and_the_next_one_connects_anew()
    {
        await using var proxy = BlackHoleProxy.Start(IPEndPoint.Parse(Cluster.ControlPlane.Url.Authority), TimeProvider.System);
        await using var client = KubernetesClient.Create(Through(proxy));
        var list = await client.Resource<ConfigMap>().ListAsync(new ListOptions { Namespace = Namespace }, Ct);

        // Of one name: the controllers put a ConfigMap of their own into every new namespace.
        var onlyA = new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion, FieldSelector = FieldQuery.Everything.Equal("metadata.name", "a") };
        await using var watch = await client.Resource<ConfigMap>().WatchAsync(onlyA, Ct);

        proxy.ResetConnections();

        Assert.That(async () => await watch.FirstAsync(Ct), Throws.InstanceOf<KubernetesConnectionException>());
        Assert.That(await client.Resource<ConfigMap>().GetAsync(Key("a"), Ct), Is.Null);
    }

    [Test]
    public async Task Leases_and_data_never_share_a_connection()
    {
        await using var proxy = BlackHoleProxy.Start(IPEndPoint.Parse(Cluster.ControlPlane.Url.Authority), TimeProvider.System);
        await using var client = KubernetesClient.Create(Through(proxy));

        await client.Resource<ConfigMap>().GetAsync(Key("a"), Ct);
        await client.Resource<ConfigMap>().GetAsync(Key("b"), Ct);
        var forData = proxy.Counters.Accepted;
        await client.Resource<Lease>().GetAsync(Key("a"), Ct);

        Assert.That(forData, Is.EqualTo(1));
        Assert.That(proxy.Counters.Accepted, Is.EqualTo(2));
    }

    private static ClusterConfig Through(BlackHoleProxy proxy) =>
        ClusterConfigLoader.Default.LoadDefault(Cluster.ControlPlane.AdminKubeconfigPath) with { Server = new Uri($"https://{proxy.EndPoint}") };

    private static async Task<Exception?> FailureAsync(Func<Task> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
