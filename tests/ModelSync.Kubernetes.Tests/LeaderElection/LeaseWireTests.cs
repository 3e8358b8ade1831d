using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>What travels to the server, by the real client.</summary>
public sealed class LeaseWireTests
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/system/leases";

    // csharp #1659: a whole second without its six digits is refused for ever. The clock of the test stands on one.
    [Test]
    public async Task A_renewal_replaces_the_whole_lease_with_times_of_six_digits_and_all_that_others_put_there()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, limit.Token);
        server.Expect(HttpMethod.Get, Leases, ScriptedAnswer.Stream().Hang());
        server.Expect(HttpMethod.Get, Leases + "/lease", ScriptedAnswer.Json(Lease("", 7, """ "strategy":"OldestEmulationVersion", """)));
        server.Expect(HttpMethod.Put, Leases + "/lease", ScriptedAnswer.Json(Lease("a", 8)), ScriptedAnswer.Json(Lease("", 9)));
        await using var client = new KubernetesClient(new PlainTransport(server.BaseAddress, new Version(1, 1)), new KubernetesClientOptions { TimeProvider = clock });
        var options = new LeaderElectionOptions { Name = "lease", Namespace = "system", Identity = "a" };
        var elector = new LeaderElector(client, options, new RuntimeServices { TimeProvider = clock });
        var running = elector.RunAsync(stop.Token);

        var term = await elector.WaitAsync(limit.Token);
        await stop.CancelAsync();
        await running.WaitAsync(limit.Token);

        Assert.That(term.Epoch, Is.EqualTo(5));
        var writes = server.Requests.Where(request => request.Method == HttpMethod.Put).Select(request => request.Json).ToList();
        var taken = writes[0];
        Assert.That(taken.GetProperty("metadata").GetProperty("resourceVersion").GetString(), Is.EqualTo("7"));
        Assert.That(taken.GetProperty("spec").GetProperty("renewTime").GetString(), Is.EqualTo("2030-01-01T12:00:00.000000Z"));
        Assert.That(taken.GetProperty("spec").GetProperty("acquireTime").GetString(), Is.EqualTo("2030-01-01T12:00:00.000000Z"));
        Assert.That(taken.GetProperty("spec").GetProperty("strategy").GetString(), Is.EqualTo("OldestEmulationVersion"));
        Assert.That(writes[1].GetProperty("metadata").GetProperty("resourceVersion").GetString(), Is.EqualTo("8"));
        Assert.That(writes[1].GetProperty("spec").GetProperty("holderIdentity").GetString(), Is.Empty);
        Assert.That(server.Requests.Where(request => request.Query.ContainsKey("watch")).Select(request => request.Query["fieldSelector"]), Is.All.EqualTo("metadata.name=lease"));
    }

    private static string Lease(string holder, int version, string more = "") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"lease","namespace":"system","resourceVersion":"{{version}}"},"spec":{{{more}}"holderIdentity":"{{holder}}","leaseTransitions":4} }""");
}
