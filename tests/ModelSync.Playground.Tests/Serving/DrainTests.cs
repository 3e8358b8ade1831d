using System.Net.Sockets;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

[CancelAfter(60_000)]
internal sealed class DrainTests
{
    private const string Live = "GET /v2/health/live HTTP/1.1\r\nHost: fraud\r\n\r\n";
    private const string Predict = "POST /predict HTTP/1.1\r\nHost: fraud\r\nContent-Length: 2\r\n\r\n{}";
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task A_server_without_connections_drains_at_once_and_listens_no_more(CancellationToken cancellationToken)
    {
        var options = new ModelServersOptions { Time = new ManualTimeProvider() };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.OIP, cancellationToken, options: options);
        await served.Server.DrainAsync(cancellationToken);
        Assert.That(
            async () => (await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken)).Dispose(),
            Throws.TypeOf<SocketException>().With.Property(nameof(SocketException.SocketErrorCode)).EqualTo(SocketError.ConnectionRefused));
    }

    [Test]
    public async Task A_request_that_was_begun_is_answered_and_its_connection_closed(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var slow = new ServingBehavior { LatencyP50 = TimeSpan.FromSeconds(30), LatencyP99 = TimeSpan.FromSeconds(30) };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, slow, new ModelServersOptions { Time = time });
        using var client = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        await client.SayAsync(Predict, cancellationToken);
        await time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), cancellationToken);
        var draining = served.Server.DrainAsync(cancellationToken);
        await time.WaitForTimerDueInAsync(Linger, cancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(draining.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        var answer = await client.HearsAllAsync(cancellationToken);
        await draining.WaitAsync(cancellationToken);
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 OK\r\n").And.Contain("Connection: close").And.EndWith("}"));
    }

    [Test]
    public async Task A_connection_that_waits_keeps_its_next_request_for_a_moment_and_is_closed_then(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.OIP, cancellationToken, options: new ModelServersOptions { Time = time });
        using var busy = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        using var idle = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        foreach (var client in (Socket[])[busy, idle])
        {
            await client.SayAsync(Live, cancellationToken);
            await client.HearsAnswerAsync(cancellationToken);
        }

        var draining = served.Server.DrainAsync(cancellationToken);
        await time.WaitForTimerDueInAsync(Linger, cancellationToken);
        await busy.SayAsync(Live, cancellationToken);
        Assert.That(await busy.HearsAllAsync(cancellationToken), Does.StartWith("HTTP/1.1 200 OK\r\n").And.Contain("Connection: close"));
        Assert.That(idle.HearsNothing());
        time.Advance(Linger);
        Assert.That(await idle.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.Success), "it is closed, not reset");
        await draining.WaitAsync(cancellationToken);
    }

    [Test]
    public async Task What_was_connected_before_the_drain_is_served_whether_accepted_or_not(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 20; round++)
        {
            await using var servers = await ModelServers.StartAsync(new ModelServersOptions { DrainLinger = TimeSpan.FromSeconds(30) }, cancellationToken);
            var server = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), ServedModelFixture.Instant);
            var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LoopbackServer.ConnectAsync(server.EndPoint, cancellationToken)));
            var sent = Task.WhenAll(clients.Select(client => client.SayAsync(Live, cancellationToken)));
            var draining = server.DrainAsync(cancellationToken);
            await sent;
            var answers = await Task.WhenAll(clients.Select(client => client.HearsAnswerAsync(cancellationToken)));
            Assert.That(answers, Is.All.StartsWith("HTTP/1.1 200 OK\r\n"));

            // What was answered before the server knew of its end waits for another request; its client goes first here.
            Array.ForEach(clients, client => client.Dispose());
            await draining.WaitAsync(cancellationToken);
        }
    }

    [Test]
    public async Task A_drain_that_takes_too_long_ends_with_its_token_and_the_death_that_follows_resets_the_rest(CancellationToken cancellationToken)
    {
        var options = new ModelServersOptions { DrainLinger = TimeSpan.FromSeconds(30) };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.OIP, cancellationToken, new ServingBehavior { Hangs = true }, options);
        using var client = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        await client.SayAsync(Live, cancellationToken);
        using var grace = new CancellationTokenSource();
        var draining = served.Server.DrainAsync(grace.Token);
        Assert.That(draining.IsCompleted, Is.False);
        await grace.CancelAsync();
        await draining.WaitAsync(cancellationToken);
        Assert.That(client.HearsNothing());
        await served.Server.DisposeAsync();
        Assert.That(await client.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task Clients_that_keep_their_connections_lose_no_request_while_a_server_drains(CancellationToken cancellationToken)
    {
        var options = new ModelServersOptions { DrainLinger = TimeSpan.FromSeconds(30) };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, options: options);
        var asking = Enumerable.Range(0, 8).Select(_ => AskUntilClosedAsync(served.Server, cancellationToken)).ToArray();
        await Eventually.TrueAsync(() => served.Server.Log.Lines.Count > 100, cancellationToken);
        await served.Server.DrainAsync(cancellationToken);
        var answers = await Task.WhenAll(asking);
        Assert.That(answers, Is.All.GreaterThan(0));
    }

    /// <summary>Asks on one connection until an answer is the last; each request that was sent must be answered.</summary>
    private static async Task<int> AskUntilClosedAsync(IModelServer server, CancellationToken cancellationToken)
    {
        using var client = await LoopbackServer.ConnectAsync(server.EndPoint, cancellationToken);
        for (var answers = 1; ; answers++)
        {
            await client.SayAsync(Predict, cancellationToken);
            if ((await client.HearsAnswerAsync(cancellationToken)).Contains("Connection: close", StringComparison.Ordinal))
            {
                return answers;
            }
        }
    }
}
