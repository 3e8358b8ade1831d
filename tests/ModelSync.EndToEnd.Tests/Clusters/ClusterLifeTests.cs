using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.EndToEnd.Clusters;

/// <summary>Three real clusters in one registry, of which one is cut off, comes back, goes and comes again: the others never notice (pitfalls 28 and 5).</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClusterLifeTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4), TimeProvider.System);
    private readonly Meter _meter = new("clusters");
    private readonly string _namespace = $"t-{Guid.NewGuid():n}"[..16];

    private CancellationToken Ct => _limit.Token;

    public void Dispose()
    {
        _meter.Dispose();
        _limit.Dispose();
    }

    [Test]
    public async Task Three_clusters_come_and_go_at_run_time_without_touching_each_other()
    {
        using var requests = new RequestCounter(_meter);
        var own = await Task.WhenAll(StartAsync(), StartAsync());
        await using var first = own[0];
        await using var second = own[1];
        await using var red = new Member(new ClusterName("red"), Cluster.ControlPlane, _namespace);
        await using var green = new Member(new ClusterName("green"), first, _namespace);
        await using var blue = new Member(new ClusterName("blue"), second, _namespace);
        Member[] all = [red, green, blue];
        await Task.WhenAll(all.Select(member => member.CreateNamespaceAsync(Ct)));

        using var stopping = new CancellationTokenSource();
        var registry = new ClusterRegistry(Quick, new RuntimeServices { Meter = _meter });
        var running = registry.RunAsync(stopping.Token);
        foreach (var member in all)
        {
            member.AddTo(registry);
            await member.SeesAsync(await member.WriteAsync(Ct), isThere: true, Ct);
        }

        Assert.That(all.Select(member => member.Connection.Uid).Distinct().Count(), Is.EqualTo(3));
        var untouched = new Untouched([red, green], requests);
        var kept = await blue.WriteAsync(Ct);
        await blue.SeesAsync(kept, isThere: true, Ct);

        await CutOffAsync(blue, kept, untouched);
        await ComeBackAsync(blue, kept, untouched, requests);
        await RemoveAsync(registry, blue, untouched);
        await AddAgainAsync(registry, blue, untouched);

        await stopping.CancelAsync();
        await running.WaitAsync(Ct);
        Assert.That(() => red.Connection.Client.Discovery.GetVersionAsync(Ct), Throws.InstanceOf<ClusterNotConnectedException>());
    }

    private static ClusterRegistryOptions Quick => new()
    {
        ProbeInterval = TimeSpan.FromSeconds(2),
        ProbeTimeout = TimeSpan.FromSeconds(2),
        LongestPause = TimeSpan.FromSeconds(2),
    };

    private async Task CutOffAsync(Member cut, NamespacedName kept, Untouched others)
    {
        cut.Proxy.BlackHole();
        await others.ReceiveAsync(Ct);
        await cut.WaitForAsync(ClusterState.Unreachable, Ct);

        Assert.That(cut.Connection.Status.Message, Does.Contain("no answer").Or.Contain("No connection"));
        Assert.That(() => cut.Connection.Client.Resource<ConfigMap>().GetAsync(kept, Ct), Throws.InstanceOf<ClusterNotConnectedException>());
        Assert.That(cut.Cache.Get(kept), Is.Not.Null, "unknown is not gone");
        await others.ReceiveAsync(Ct);
    }

    private async Task ComeBackAsync(Member cut, NamespacedName kept, Untouched others, RequestCounter requests)
    {
        await cut.DeleteAsync(kept, Ct);
        var missed = await cut.WriteAsync(Ct);
        cut.Proxy.Resume();

        await cut.WaitForAsync(ClusterState.Connected, Ct);
        await cut.SeesAsync(missed, isThere: true, Ct);
        await cut.SeesAsync(kept, isThere: false, Ct);

        Assert.That(requests.OfCaches(cut.Name), Does.Contain("list 1"), "a watch that resumes needs no list");
        await others.ReceiveAsync(Ct);
    }

    private async Task RemoveAsync(ClusterRegistry registry, Member removed, Untouched others)
    {
        removed.Proxy.BlackHole();
        var started = TimeProvider.System.GetTimestamp();
        Assert.That(await registry.RemoveAsync(removed.Name).WaitAsync(Ct));

        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(Quick.RemovalTimeout * 3));
        Assert.That(registry.TryGet(removed.Name, out _), Is.False);
        Assert.That(removed.Connection.Removed.IsCancellationRequested);
        await others.ReceiveAsync(Ct);
    }

    private async Task AddAgainAsync(ClusterRegistry registry, Member added, Untouched others)
    {
        var uid = added.Connection.Uid;
        var old = added.Cache;
        added.Proxy.Resume();
        added.AddTo(registry);
        await added.Cache.WaitForSyncAsync(Ct);

        Assert.That(added.Connection.Uid, Is.EqualTo(uid));
        Assert.That(added.Cache, Is.Not.SameAs(old));
        await added.SeesAsync(await added.WriteAsync(Ct), isThere: true, Ct);
        await others.ReceiveAsync(Ct);
    }

    private Task<LocalControlPlane> StartAsync() =>
        LocalControlPlane.StartAsync(new ControlPlaneOptions { Components = ControlPlaneComponents.ApiServer, StartTimeout = TimeSpan.FromMinutes(2) }, Ct);

    /// <summary>The clusters that nothing happens to: they receive every change, by the connections and watches that they had.</summary>
    private sealed class Untouched(IReadOnlyList<Member> members, RequestCounter requests)
    {
        private readonly string[] _before = [.. members.Select(member => Describe(member, requests))];

        public async Task ReceiveAsync(CancellationToken cancellationToken)
        {
            for (var i = 0; i < 5; i++)
            {
                foreach (var member in members)
                {
                    await member.SeesAsync(await member.WriteAsync(cancellationToken), isThere: true, cancellationToken);
                }
            }

            Assert.That(members.Select(member => member.Connection.Status.State), Is.All.EqualTo(ClusterState.Connected));
            Assert.That(members.Select(member => Describe(member, requests)), Is.EqualTo(_before));
        }

        private static string Describe(Member member, RequestCounter requests) =>
            $"{member.Name}: {requests.OfCaches(member.Name)}, {member.Proxy.Counters.Accepted} connections";
    }
}
