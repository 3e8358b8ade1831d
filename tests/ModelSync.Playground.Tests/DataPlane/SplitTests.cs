using System.Net.Sockets;
using ModelSync.Playground.Load;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>Real requests on real connections, and how they are split. The seed repeats the choices; the order of requests is the machine's.</summary>
[CancelAfter(300_000)]
internal sealed class SplitTests
{
    private const int Requests = 20_000;
    private const ulong Seed = 20_261_130;

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(50)]
    [TestCase(99)]
    public async Task An_HTTPRoute_splits_requests_by_weight(int weight, CancellationToken cancellationToken)
    {
        await using var world = await WorldAsync(cancellationToken);
        var listener = world.Listen(TrafficWorld.TableOf(TrafficWorld.HttpRoute(
            $$"""{"rules": [{"backendRefs": [{"name": "old", "port": 80, "weight": {{100 - weight}} }, {"name": "new", "port": 80, "weight": {{weight}} }]}]}""")));
        await AssertSplitAsync(listener.Port, weight, cancellationToken);
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(50)]
    [TestCase(99)]
    public async Task A_VirtualService_splits_requests_by_weight(int weight, CancellationToken cancellationToken)
    {
        await using var world = await WorldAsync(cancellationToken);
        var listener = world.Listen(TrafficWorld.TableOf(TrafficWorld.VirtualService(
            $$"""
            {"hosts": ["fraud"], "http": [{"route": [{"destination": {"host": "old", "port": {"number": 80} }, "weight": {{100 - weight}} },
            {"destination": {"host": "new.ml.svc.cluster.local"}, "weight": {{weight}} }]}]}
            """)));
        await AssertSplitAsync(listener.Port, weight, cancellationToken);
    }

    [Test]
    public async Task A_Service_splits_connections_by_ready_endpoints(CancellationToken cancellationToken)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        await using var world = await TrafficWorld.StartAsync(Seed, cancellationToken);
        var greeters = new[] { new Greeter((byte)'1'), new Greeter((byte)'1'), new Greeter((byte)'1'), new Greeter((byte)'2') }.Select(world.Own).ToArray();
        var draining = world.Own(new Greeter((byte)'3'));
        world.AddService("model");
        world.SetEndpoints("model", [.. greeters.Select(greeter => world.Map(greeter.EndPoint))], [world.Map(draining.EndPoint)]);
        var port = world.ListenForService("model").Port;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConnectAsync(port, Requests / 8, cancellationToken))));
        Assert.That(answers.Sum(answer => answer.Other), Is.Zero, "a draining endpoint gets no connection as long as another is ready");
        Binomial.AssertWithin(answers.Sum(answer => answer.New), Requests, 0.25, "connections to the one endpoint of four");
    }

    private static async Task<TrafficWorld> WorldAsync(CancellationToken cancellationToken)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var world = await TrafficWorld.StartAsync(Seed, cancellationToken);
        world.AddService("old", world.AddBackend("1").Address, world.AddBackend("1").Address);
        world.AddService("new", world.AddBackend("2").Address);
        return world;
    }

    private static async Task AssertSplitAsync(int port, int weight, CancellationToken cancellationToken)
    {
        var options = new LoadOptions { EndPoint = new(System.Net.IPAddress.Loopback, port), Request = new LoadRequest { Path = "/v2/health/ready" }, Count = Requests, Workers = 4 };
        var result = await LoadGenerator.RunAsync(options, progress: null, cancellationToken);
        TestContext.Out.WriteLine(LoadTable.Render(result));
        Assert.That(result.Failures, Is.Zero);
        Assert.That(result.Requests, Is.EqualTo(Requests));
        Binomial.AssertWithin(result.AnswersOf("2"), Requests, weight / 100.0, "requests to version 2");
    }

    private static async Task<(int New, int Other)> ConnectAsync(int port, int times, CancellationToken cancellationToken)
    {
        var (answers, others) = (0, 0);
        var buffer = new byte[2];
        for (var i = 0; i < times; i++)
        {
            using var socket = await SocketExtensions.ConnectTcpAsync(new(System.Net.IPAddress.Loopback, port), cancellationToken);
            Assert.That(await socket.ReceiveAsync(buffer, cancellationToken), Is.EqualTo(1));
            Assert.That(await socket.ReceiveAsync(buffer.AsMemory(1), cancellationToken), Is.Zero, "the server's end comes through");
            _ = buffer[0] switch { (byte)'1' => 0, (byte)'2' => answers++, _ => others++ };
        }

        return (answers, others);
    }

    /// <summary>Says one byte to each connection and closes it: the side that closes first keeps the port for a minute, and it has but one.</summary>
    private sealed class Greeter : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly ConnectionServer _connections;
        private readonly Task _accepting;

        public Greeter(byte word)
        {
            _listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
            _listener.Listen();
            _connections = new ConnectionServer(64, TimeProvider.System, (socket, token) => socket.SendAllAsync(new[] { word }, token));
            _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
        }

        public System.Net.IPEndPoint EndPoint => (System.Net.IPEndPoint)_listener.LocalEndPoint!;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
            await _connections.DisposeAsync();
        }
    }
}
