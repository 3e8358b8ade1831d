using System.Net.Sockets;
using ModelSync.Playground.Faults;
using ModelSync.Playground.Tests.DataPlane;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults;

[CancelAfter(20_000)]
internal sealed class BlackHoleProxyTests
{
    private LoopbackServer _server = null!;
    private BlackHoleProxy _proxy = null!;
    private Socket? _client;
    private Socket? _accepted;

    [SetUp]
    public void Start()
    {
        _server = new LoopbackServer();
        _proxy = BlackHoleProxy.Start(_server.EndPoint, TimeProvider.System);
    }

    [TearDown]
    public async Task Stop()
    {
        await _proxy.DisposeAsync();
        _client?.Dispose();
        _accepted?.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task Without_a_fault_bytes_go_through_and_are_counted(CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        await client.SayAsync("question", cancellationToken);
        await server.HearsAsync("question", cancellationToken);
        await server.SayAsync("answer", cancellationToken);
        await client.HearsAsync("answer", cancellationToken);
        await Eventually.TrueAsync(() => _proxy.Counters == new ProxyCounters(1, 1, 8, 6, 0), cancellationToken);
    }

    [Test]
    public async Task A_side_that_has_said_all_can_still_listen(CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        await client.SayAsync("all", cancellationToken);
        client.Shutdown(SocketShutdown.Send);
        await server.HearsAsync("all", cancellationToken);
        Assert.That(await server.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.Success));
        await server.SayAsync("answer", cancellationToken);
        await client.HearsAsync("answer", cancellationToken);
    }

    [TestCase(TrafficDirections.ToServer)]
    [TestCase(TrafficDirections.ToClient)]
    [TestCase(TrafficDirections.Both)]
    public async Task In_a_black_hole_bytes_vanish_in_its_directions_and_nobody_is_told(TrafficDirections black, CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        _proxy.BlackHole(black);
        await client.SayAsync("question", cancellationToken);
        await server.SayAsync("answer", cancellationToken);

        var expected = new ProxyCounters(1, 1, black.HasFlag(TrafficDirections.ToServer) ? 0 : 8, black.HasFlag(TrafficDirections.ToClient) ? 0 : 6, 0);
        expected = expected with { BytesLost = 14 - expected.BytesToServer - expected.BytesToClient };
        await Eventually.TrueAsync(() => _proxy.Counters == expected, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(server.HearsNothing(), Is.EqualTo(black.HasFlag(TrafficDirections.ToServer)));
            Assert.That(client.HearsNothing(), Is.EqualTo(black.HasFlag(TrafficDirections.ToClient)));
        });
    }

    [Test]
    public async Task In_a_black_hole_a_close_is_not_seen_by_the_other_side_until_it_ends(CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        var (second, secondServer) = await _server.ConnectThroughAsync(_proxy.EndPoint, cancellationToken);
        using var closing = second;
        using var closed = secondServer;
        _proxy.BlackHole();
        second.Dispose();

        // Lost bytes of the first connection show that the proxy works on while the second's end stays hidden.
        await client.SayAsync("x", cancellationToken);
        await Eventually.TrueAsync(() => _proxy.Counters.BytesLost == 1, cancellationToken);
        Assert.That(secondServer.HearsNothing(), Is.True);
        _proxy.Resume();
        Assert.That(await secondServer.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.Success));
        Assert.That(await server.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task After_it_connections_that_lost_nothing_go_on_and_others_are_reset(CancellationToken cancellationToken)
    {
        var (quiet, quietServer) = await ConnectAsync(cancellationToken);
        var (loser, loserServer) = await _server.ConnectThroughAsync(_proxy.EndPoint, cancellationToken);
        using var first = loser;
        using var second = loserServer;
        _proxy.BlackHole();
        await loser.SayAsync("lost", cancellationToken);
        await Eventually.TrueAsync(() => _proxy.Counters.BytesLost == 4, cancellationToken);
        _proxy.Resume();

        Assert.That(await loser.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(await loserServer.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        await quiet.SayAsync("still here", cancellationToken);
        await quietServer.HearsAsync("still here", cancellationToken);
    }

    [Test]
    public async Task New_connections_in_a_black_hole_are_accepted_and_heard_only_after_it(CancellationToken cancellationToken)
    {
        _proxy.BlackHole();
        _client = await LoopbackServer.ConnectAsync(_proxy.EndPoint, cancellationToken);
        await _client.SayAsync("hello", cancellationToken);
        await Eventually.TrueAsync(() => _proxy.Counters.Accepted == 1, cancellationToken);
        var accepting = _server.AcceptAsync(cancellationToken);
        Assert.That(accepting.IsCompleted, Is.False);
        _proxy.Resume();
        _accepted = await accepting;
        await _accepted.HearsAsync("hello", cancellationToken);
    }

    [Test]
    public async Task New_connections_are_refused_on_request_and_accepted_again_on_the_same_port(CancellationToken cancellationToken)
    {
        _proxy.BlackHole(newConnections: NewConnections.Refused);
        var e = Assert.ThrowsAsync<SocketException>(() => LoopbackServer.ConnectAsync(_proxy.EndPoint, cancellationToken));
        Assert.That(e!.SocketErrorCode, Is.EqualTo(SocketError.ConnectionRefused));
        _proxy.Resume();
        var (client, server) = await ConnectAsync(cancellationToken);
        await client.SayAsync("again", cancellationToken);
        await server.HearsAsync("again", cancellationToken);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_reset_breaks_both_sides_of_every_connection(bool inBlackHole, CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        if (inBlackHole)
        {
            _proxy.BlackHole();
        }

        _proxy.ResetConnections();
        Assert.That(await client.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(await server.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        await Eventually.TrueAsync(() => _proxy.Counters.Open == 0, cancellationToken);
    }

    [Test]
    public async Task A_delay_holds_bytes_back_for_its_time(CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        var delay = TimeSpan.FromMilliseconds(300);
        _proxy.Delay = delay;
        var began = TimeProvider.System.GetTimestamp();
        await client.SayAsync("late", cancellationToken);
        await server.HearsAsync("late", cancellationToken);
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.GreaterThanOrEqualTo(delay - TimeSpan.FromMilliseconds(2)), "a timer may be early by its tick");
        Assert.That(() => _proxy.Delay = TimeSpan.FromTicks(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task A_server_that_is_not_there_resets_the_client(CancellationToken cancellationToken)
    {
        _server.Dispose();

        // The reset may come before the client has noticed that it was connected.
        Assert.That(await HttpSockets.RefusalOfAsync(_proxy.EndPoint.Port, cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task Disposing_ends_connections_also_in_a_black_hole(CancellationToken cancellationToken)
    {
        var (client, server) = await ConnectAsync(cancellationToken);
        _proxy.BlackHole();
        await client.SayAsync("lost", cancellationToken);
        await _proxy.DisposeAsync();
        Assert.That(await server.EndsWithAsync(cancellationToken), Is.AnyOf(SocketError.Success, SocketError.ConnectionReset));
        Assert.ThrowsAsync<SocketException>(() => LoopbackServer.ConnectAsync(_proxy.EndPoint, cancellationToken));
    }

    private async Task<(Socket Client, Socket Server)> ConnectAsync(CancellationToken cancellationToken)
    {
        (_client, _accepted) = await _server.ConnectThroughAsync(_proxy.EndPoint, cancellationToken);
        return (_client, _accepted);
    }
}
