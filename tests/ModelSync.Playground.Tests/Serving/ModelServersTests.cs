using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

[CancelAfter(60_000)]
internal sealed class ModelServersTests
{
    private const string Live = "GET /v2/health/live HTTP/1.1\r\nHost: fraud\r\n\r\n";

    [Test]
    public async Task Each_server_answers_on_its_own_port_with_its_own_version(CancellationToken cancellationToken)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken);
        var started = Enumerable.Range(0, 20)
            .Select(index => servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP) with { Version = $"{index}.0.0" }, ServedModelFixture.Instant))
            .ToArray();
        using var http = new HttpClient();
        foreach (var (index, server) in started.Index())
        {
            Assert.That(IPAddress.IsLoopback(server.EndPoint.Address));
            using var answer = await http.GetAsync(new Uri($"http://{server.EndPoint}/v2/health/live"), cancellationToken);
            Assert.That(answer.Headers.GetValues("x-model-version"), Is.EqualTo([$"{index}.0.0"]));
        }

        Assert.That(started.Select(server => server.EndPoint.Port).Distinct().Count(), Is.EqualTo(20));
    }

    [Test]
    public async Task The_death_of_a_server_resets_its_connections_and_frees_its_port_and_leaves_the_others_alone(CancellationToken cancellationToken)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken);
        var dying = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), new ServingBehavior { Hangs = true });
        var living = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), ServedModelFixture.Instant);
        using var idle = await LoopbackServer.ConnectAsync(dying.EndPoint, cancellationToken);
        using var waiting = await LoopbackServer.ConnectAsync(dying.EndPoint, cancellationToken);
        await waiting.SayAsync(Live, cancellationToken);
        using var other = await LoopbackServer.ConnectAsync(living.EndPoint, cancellationToken);
        await dying.DisposeAsync();
        await dying.DisposeAsync();
        Assert.That(await idle.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(await waiting.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(
            async () => (await LoopbackServer.ConnectAsync(dying.EndPoint, cancellationToken)).Dispose(),
            Throws.TypeOf<SocketException>().With.Property(nameof(SocketException.SocketErrorCode)).EqualTo(SocketError.ConnectionRefused));
        await other.SayAsync(Live, cancellationToken);
        await other.HearsAsync("HTTP/1.1 200 OK", cancellationToken);
        Assert.That(servers.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_connection_too_many_is_closed_at_once_and_its_place_is_free_when_another_ends(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(
            ModelRuntime.OIP, cancellationToken, options: new ModelServersOptions { MostConnectionsPerServer = 1 });
        var first = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        await first.SayAsync(Live, cancellationToken);
        await first.HearsAsync("HTTP/1.1 200 OK", cancellationToken);
        using var second = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        Assert.That(await second.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.Success));
        first.Dispose();
        await Eventually.TrueAsync(() => CanAskAsync(served.Server.EndPoint, cancellationToken), cancellationToken);
    }

    [Test]
    public async Task All_servers_together_have_a_limit_of_connections(CancellationToken cancellationToken)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions { MostConnections = 1 }, cancellationToken);
        var one = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), ServedModelFixture.Instant);
        var other = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), ServedModelFixture.Instant);
        using var first = await LoopbackServer.ConnectAsync(one.EndPoint, cancellationToken);
        await first.SayAsync(Live, cancellationToken);
        await first.HearsAsync("HTTP/1.1 200 OK", cancellationToken);
        using var second = await LoopbackServer.ConnectAsync(other.EndPoint, cancellationToken);
        Assert.That(await second.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.Success));
    }

    [Test]
    public async Task The_end_of_all_servers_is_the_end_of_every_connection_and_nothing_starts_after_it(CancellationToken cancellationToken)
    {
        var servers = await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken);
        var server = servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), new ServingBehavior { Hangs = true });
        using var client = await LoopbackServer.ConnectAsync(server.EndPoint, cancellationToken);
        await client.SayAsync(Live, cancellationToken);
        await servers.DisposeAsync();
        await servers.DisposeAsync();
        Assert.That(await client.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(servers.Count, Is.Zero);
        Assert.That(() => servers.Start(ServedModelFixture.Identity(ModelRuntime.OIP), ServedModelFixture.Instant), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task A_body_that_is_too_large_gets_the_error_of_the_runtime(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(
            ModelRuntime.OIP, cancellationToken, options: new ModelServersOptions { MostRequestBytes = 64 });
        var answer = await served.PostAsync("/v2/models/fraud/infer", new string('x', 65), cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((string?)answer.Json["error"], Is.Not.Empty);
    }

    [Test]
    public async Task A_body_in_chunks_is_read_to_its_end(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken);
        using var client = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        await client.SayAsync("POST /predict HTTP/1.1\r\nHost: fraud\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n", cancellationToken);
        await client.SayAsync("4\r\n: 1}\r\n0\r\n\r\n", cancellationToken);
        await client.HearsAsync("HTTP/1.1 200 OK", cancellationToken);
    }

    private static readonly TestCaseData[] BadIdentities =
    [
        new(ServedModelFixture.Identity(ModelRuntime.OIP) with { Version = "" }, "Version"),
        new(ServedModelFixture.Identity(ModelRuntime.OIP) with { Version = "1.0\r\nset-cookie: a=b" }, "Version"),
        new(ServedModelFixture.Identity(ModelRuntime.OIP) with { Model = "model with spaces" }, "Model"),
        new(ServedModelFixture.Identity(ModelRuntime.OIP) with { Pod = "\u00e4" }, "Pod"),
        new(ServedModelFixture.Identity((ModelRuntime)99), "Runtime"),
    ];

    [TestCaseSource(nameof(BadIdentities))]
    public async Task An_identity_that_no_answer_could_carry_is_refused_by_field(ModelServerIdentity identity, string field)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions(), CancellationToken.None);
        Assert.That(() => servers.Start(identity, ServedModelFixture.Instant), Throws.ArgumentException.With.Message.StartsWith(field + ": "));
        Assert.That(servers.Count, Is.Zero);
    }

    private static async Task<bool> CanAskAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        try
        {
            using var client = await LoopbackServer.ConnectAsync(endPoint, cancellationToken);
            await client.SayAsync(Live, cancellationToken);
            var buffer = new byte[12];
            return await client.ReceiveAsync(buffer, cancellationToken) > 0
                && Encoding.ASCII.GetString(buffer).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
