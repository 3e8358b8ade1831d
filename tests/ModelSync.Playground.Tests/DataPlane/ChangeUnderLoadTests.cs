using System.Net;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>The data plane never loses a request by itself, whatever changes while requests are under way.</summary>
[CancelAfter(300_000)]
internal sealed class ChangeUnderLoadTests
{
    private const ulong Seed = 7;
    private const int Changes = 100;

    [TestCase(false)]
    [TestCase(true)]
    public async Task No_request_fails_while_weights_change_and_endpoints_come_and_go(bool newConnections, CancellationToken cancellationToken)
    {
        await using var world = await TrafficWorld.StartAsync(Seed, cancellationToken);
        world.AddService("old", world.AddBackend("1").Address, world.AddBackend("1").Address);
        var stays = world.AddBackend("2").Address;
        world.AddService("new", stays);
        var listener = world.Listen(TrafficWorld.TableOf(RouteOf(0)));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new LatestProgress();
        var load = LoadGenerator.RunAsync(OptionsFor(listener.Port, newConnections), progress, enough.Token);

        (string Address, VersionedBackend Backend)? former = null;
        for (var change = 1; change <= Changes; change++)
        {
            listener.Table = TrafficWorld.TableOf(RouteOf(change % 101));
            var next = world.AddBackend("2");
            var endpoint = world.EndpointOf("new");
            if (former is { } gone && change % 2 == 0)
            {
                // Gone before anybody is told: whoever is given to it now can't connect.
                world.Network.Unmap(gone.Address, 8080);
            }

            world.SetEndpoints("new", next.Address, stays);
            if (former is { } leaving)
            {
                // A server ends when the last of those is answered that were sent to it, as one with a preStop hook does.
                await Eventually.TrueAsync(() => !endpoint.IsInUse, cancellationToken);
                await leaving.Backend.DrainAsync();
            }

            former = next;
            var seen = progress.Requests;
            await Eventually.TrueAsync(() => progress.Requests >= seen + 20, cancellationToken);
        }

        await enough.CancelAsync();
        var result = await load;
        TestContext.Out.WriteLine($"seed {Seed}\n{LoadTable.Render(result)}");
        Assert.That(result.FirstFailures.Select(failure => $"{failure.Kind}: {failure.Message}"), Is.Empty);
        Assert.That(result.AnswersOf("1"), Is.Positive);
        Assert.That(result.AnswersOf("2"), Is.Positive);
    }

    [Test]
    public async Task An_endpoint_that_is_listed_but_gone_costs_no_request(CancellationToken cancellationToken)
    {
        await using var world = await TrafficWorld.StartAsync(Seed, cancellationToken);
        var (dead, backend) = world.AddBackend("dead");
        await backend.DisposeAsync();
        world.AddService("model", dead, "10.244.9.9", world.AddBackend("1").Address);
        var listener = world.Listen(TrafficWorld.TableOf(TrafficWorld.HttpRoute("""{"rules": [{"backendRefs": [{"name": "model", "port": 80}]}]}""")));
        var options = OptionsFor(listener.Port, newConnections: false) with { Count = 500, Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud") };
        var result = await LoadGenerator.RunAsync(options, progress: null, cancellationToken);
        Assert.That(result.FirstFailures, Is.Empty);
        Assert.That(result.AnswersOf("1"), Is.EqualTo(500));
    }

    private static ModelSync.Playground.DataPlane.Kinds.HttpRoute RouteOf(int weight) => TrafficWorld.HttpRoute(
        $$"""{"rules": [{"backendRefs": [{"name": "old", "port": 80, "weight": {{100 - weight}} }, {"name": "new", "port": 80, "weight": {{weight}} }]}]}""");

    private static LoadOptions OptionsFor(int port, bool newConnections) => new()
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, port),
        Request = new LoadRequest { Path = "/v2/health/ready" },
        Workers = 4,
        NewConnections = newConnections,
        Timeout = TimeSpan.FromMinutes(1),
        ProgressInterval = TimeSpan.FromMilliseconds(5),
    };

    private sealed class LatestProgress : IProgress<LoadSnapshot>
    {
        private long _requests;

        public long Requests => Interlocked.Read(ref _requests);

        public void Report(LoadSnapshot value) => Interlocked.Exchange(ref _requests, value.Requests);
    }
}
