using System.Net;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.World;

/// <summary>Everything together: kubectl, real controllers, simulated nodes, real model servers and real requests.</summary>
[CancelAfter(180_000)]
internal sealed class PlaygroundWorldTests
{
    private const int Requests = 4_000;

    // A fifth of 4,000 is 800 ± 25; the band that a fair split leaves once in a million runs is ± 124.
    private const int Band = 124;

    [Test]
    public async Task Requests_are_split_between_versions_as_the_route_says(CancellationToken cancellationToken)
    {
        await using var shop = await (await SharedWorld.GetAsync()).Local.CreateNamespaceAsync(cancellationToken);
        await shop.ApplyAsync(Manifests.Version("v1", "1.0.0", replicas: 2) + "---\n" + Manifests.Version("v2", "2.0.0", replicas: 1), cancellationToken);
        await shop.WaitForRolloutAsync("v1", cancellationToken);
        await shop.WaitForRolloutAsync("v2", cancellationToken);
        await shop.ApplyAsync(Manifests.Route(80, 20), cancellationToken);

        var result = await LoadAsync(shop, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero);
            Assert.That(result.Requests, Is.EqualTo(Requests));
            Assert.That(result.AnswersOf("2.0.0"), Is.EqualTo(Requests / 5).Within(Band), "the seed is that of the shared world");
            Assert.That(result.AnswersOf("1.0.0") + result.AnswersOf("2.0.0"), Is.EqualTo(Requests));
        });
    }

    [Test]
    public async Task The_log_of_a_pod_is_what_its_model_server_was_asked(CancellationToken cancellationToken)
    {
        await using var shop = await (await SharedWorld.GetAsync()).Local.CreateNamespaceAsync(cancellationToken);
        await shop.ApplyAsync(Manifests.Version("v1", "1.0.0", replicas: 1), cancellationToken);
        await shop.WaitForRolloutAsync("v1", cancellationToken);
        await shop.RunAsync(["get", "--raw", $"/api/v1/namespaces/{shop.Name}/services/v1:80/proxy/v2/models/fraud"], input: null, cancellationToken);

        var log = await shop.RunAsync(["logs", "deployment/v1"], input: null, cancellationToken);
        Assert.That(log, Does.Contain("/v2/models/fraud").And.Contain("200"));
    }

    [Test]
    public async Task A_fault_meets_those_who_come_through_its_proxy_and_nobody_else(CancellationToken cancellationToken)
    {
        var cluster = (await SharedWorld.GetAsync()).Local;
        await using var shop = await cluster.CreateNamespaceAsync(cancellationToken);
        var fault = cluster.Faults.Plan.Add($"403 verb=list resource=secrets namespace={shop.Name}");

        var through = await cluster.KubectlAsync(["get", "secrets", "-n", shop.Name], input: null, cancellationToken);
        var direct = await cluster.ControlPlane.KubectlAsync(["get", "secrets", "-n", shop.Name], input: null, cancellationToken);
        cluster.Faults.Plan.Remove(fault.Id);
        Assert.Multiple(() =>
        {
            Assert.That(through.ExitCode, Is.Not.Zero);
            Assert.That(through.Error, Does.Contain("Forbidden").IgnoreCase);
            Assert.That(direct.ExitCode, Is.Zero, direct.Error);
        });
    }

    [Test]
    public void A_playground_has_one_to_ten_clusters_of_different_names() => Assert.Multiple(() =>
    {
        Assert.That(() => new PlaygroundOptions { Clusters = [] }.Check(), Throws.ArgumentException.With.Message.Contains("1 to 10"));
        Assert.That(() => new PlaygroundOptions { Clusters = ["a", "a"] }.Check(), Throws.ArgumentException.With.Message.Contains("twice: a, a"));
        Assert.That(() => new PlaygroundOptions { Clusters = ["a: b"] }.Check(), Throws.ArgumentException.With.Message.Contains("\"a: b\""));
        Assert.That(() => new PlaygroundOptions { Nodes = 1001 }.Check(), Throws.ArgumentException.With.Message.Contains("0 to 1000"));
        Assert.That(PlaygroundOptions.Names(3), Is.EqualTo(new[] { "local", "member-1", "member-2" }));
    });

    private static async Task<LoadSnapshot> LoadAsync(PlaygroundNamespace shop, CancellationToken cancellationToken)
    {
        var endPoint = await shop.Cluster.DataPlane!.WaitForEndPointAsync("HTTPRoute", shop.Key("fraud"), section: null, cancellationToken);
        await Eventually.TrueAsync(() => AnswersAsync(endPoint, cancellationToken), cancellationToken);
        var options = new LoadOptions { EndPoint = endPoint, Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud"), Count = Requests };
        return await LoadGenerator.RunAsync(options, progress: null, cancellationToken);
    }

    // The route may be accepted before the data plane has seen the last endpoint.
    private static async Task<bool> AnswersAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var options = new LoadOptions { EndPoint = endPoint, Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud"), Count = 40 };
        var result = await LoadGenerator.RunAsync(options, progress: null, cancellationToken);
        return result.Failures == 0 && result.Versions.Count == 2;
    }
}
