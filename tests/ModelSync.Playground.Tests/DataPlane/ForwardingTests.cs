using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>What one hop does to a request and its answer, looked at byte by byte from both ends.</summary>
[CancelAfter(60_000)]
internal sealed class ForwardingTests
{
    private const string Backends = """ "backendRefs": [{"name": "model", "port": 80}] """;

    private TrafficWorld _world = null!;
    private LoopbackServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await TrafficWorld.StartAsync(seed: 1, CancellationToken.None);
        _server = new LoopbackServer();
        _world.AddService("model", _world.Map(_server.EndPoint));
    }

    [TearDown]
    public async Task Stop()
    {
        await _world.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task Paths_hosts_and_headers_pass_as_they_are_and_those_of_the_hop_do_not(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync($$"""{"rules": [{ {{Backends}} }]}""", cancellationToken);
        await client.SayAsync("GET /a%2Fb/../c?x=%20 HTTP/1.1\r\nHost: fraud.example\r\nX-Own: 1\r\nConnection: X-Hop, X-Other\r\nX-Hop: 1\r\nKeep-Alive: 5\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        var request = await server.HeadAsync(cancellationToken);
        Assert.That(request, Does.StartWith("GET /a%2Fb/../c?x=%20 HTTP/1.1\r\n").And.Contain("Host: fraud.example").And.Contain("X-Own: 1").And.Contain("X-Forwarded-Proto: http"));
        Assert.That(request, Does.Not.Contain("X-Hop").And.Not.Contain("Keep-Alive"));
        await server.SayAsync("HTTP/1.1 418 Short And Stout\r\nX-Back: 1\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi", cancellationToken);
        var answer = await client.HeadAsync(cancellationToken);
        Assert.That(answer, Does.StartWith("HTTP/1.1 418 Short And Stout\r\n").And.Contain("X-Back: 1"));
        await client.HearsAsync("hi", cancellationToken);
    }

    [Test]
    public async Task Filters_change_headers_host_and_path(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(
            $$"""
            {"rules": [{"matches": [{"path": {"value": "/v1"} }], {{Backends}}, "filters": [
              {"type": "RequestHeaderModifier", "requestHeaderModifier": {"set": [{"name": "x-team", "value": "risk"}], "add": [{"name": "x-more", "value": "2"}], "remove": ["x-secret"]} },
              {"type": "ResponseHeaderModifier", "responseHeaderModifier": {"set": [{"name": "x-out", "value": "3"}], "remove": ["x-in"]} },
              {"type": "URLRewrite", "urlRewrite": {"hostname": "inner", "path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/v2"} } }]}]}
            """,
            cancellationToken);
        await client.SayAsync("GET /v1/models?q HTTP/1.1\r\nHost: a\r\nx-team: other\r\nx-more: 1\r\nx-secret: s\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        var request = await server.HeadAsync(cancellationToken);
        Assert.That(request, Does.StartWith("GET /v2/models?q HTTP/1.1\r\n").And.Contain("Host: inner\r\n").And.Contain("x-team: risk").IgnoreCase.And.Not.Contain("x-secret"));
        Assert.That(request, Does.Match("(?i)x-more: 1(, |\r\nx-more: )2"));
        await server.SayAsync("HTTP/1.1 200 OK\r\nx-in: 1\r\nContent-Length: 0\r\n\r\n", cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.Contain("x-out: 3").And.Not.Contain("x-in"));
    }

    [Test]
    public async Task A_redirect_is_answered_without_a_backend(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync("""{"rules": [{"filters": [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https", "statusCode": 301}}]}]}""", cancellationToken);
        await client.SayAsync("GET /x?y HTTP/1.1\r\nHost: fraud.example\r\n\r\n", cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.StartWith("HTTP/1.1 301 ").And.Contain("Location: https://fraud.example/x?y"));
    }

    [Test]
    public async Task Streams_go_through_piece_by_piece_both_ways(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync($$"""{"rules": [{ {{Backends}} }]}""", cancellationToken);
        await client.SayAsync("POST /events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        Assert.That(await server.HeadAsync(cancellationToken), Does.Contain("Transfer-Encoding: chunked"));
        await server.HearsAsync("3\r\none\r\n", cancellationToken);
        await client.SayAsync("3\r\ntwo\r\n0\r\n\r\n", cancellationToken);
        await server.HearsAsync("3\r\ntwo\r\n0\r\n\r\n", cancellationToken);

        await server.SayAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n", cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.Contain("text/event-stream"), "the head does not wait for the first event");
        await server.SayAsync("9\r\ndata: 1\n\n\r\n", cancellationToken);
        await client.HearsAsync("9\r\ndata: 1\n\n\r\n", cancellationToken);
        await server.SayAsync("0\r\n\r\n", cancellationToken);
        await client.HearsAsync("0\r\n\r\n", cancellationToken);
    }

    [Test]
    public async Task Half_an_answer_does_not_look_whole(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync($$"""{"rules": [{ {{Backends}} }]}""", cancellationToken);
        await client.SayAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n", cancellationToken);
        using (var server = await _server.AcceptAsync(cancellationToken))
        {
            await server.HeadAsync(cancellationToken);
            await server.SayAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", cancellationToken);
            await client.HeadAsync(cancellationToken);
            await client.HearsAsync("5\r\nhello\r\n", cancellationToken);
        }

        Assert.That(await client.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task A_client_that_goes_before_the_answer_leaves_no_hold_on_the_endpoint(CancellationToken cancellationToken)
    {
        var client = await ConnectAsync($$"""{"rules": [{ {{Backends}} }]}""", cancellationToken);
        await client.SayAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        client.Dispose();
        await Eventually.TrueAsync(() => !_world.EndpointOf("model").IsInUse, cancellationToken);
    }

    [TestCase("""{"rules": [{"timeouts": {"request": "50ms"}, BACKENDS}]}""")]
    [TestCase("""{"rules": [{"timeouts": {"backendRequest": "50ms"}, BACKENDS}]}""")]
    public async Task An_answer_that_takes_too_long_is_a_504(string spec, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(spec.Replace("BACKENDS", Backends), cancellationToken);
        await client.SayAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.StartWith("HTTP/1.1 504 ").And.Contain("x-playground-answer"));
    }

    [Test]
    public async Task A_post_that_a_server_may_have_seen_is_not_repeated(CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync($$"""{"rules": [{ {{Backends}} }]}""", cancellationToken);
        await client.SayAsync("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", cancellationToken);
        using (var server = await _server.AcceptAsync(cancellationToken))
        {
            await server.HeadAsync(cancellationToken);
        }

        Assert.That(await client.HeadAsync(cancellationToken), Does.StartWith("HTTP/1.1 502 "));
    }

    [Test]
    public async Task A_VirtualService_repeats_what_its_retries_cover(CancellationToken cancellationToken)
    {
        var table = TrafficWorld.TableOf(TrafficWorld.VirtualService(
            """{"hosts": ["a"], "http": [{"retries": {"attempts": 1, "retryOn": "5xx"}, "match": [{"uri": {"prefix": "/old"}}], "rewrite": {"uri": "/new"}, "route": [{"destination": {"host": "model"}, "headers": {"request": {"set": {"x-v": "2"}}}}]}]}"""));
        using var client = await LoopbackServer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _world.Listen(table).Port), cancellationToken);
        await client.SayAsync("POST /old/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        Assert.That(await server.HeadAsync(cancellationToken), Does.StartWith("POST /new/x ").And.Contain("x-v: 2"));
        await server.HearsAsync("hi", cancellationToken);
        await server.SayAsync("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", cancellationToken);
        Assert.That(await server.HeadAsync(cancellationToken), Does.StartWith("POST /new/x "));
        await server.HearsAsync("hi", cancellationToken);
        await server.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.StartWith("HTTP/1.1 200 "));
    }

    [TestCase("""{"rules": [{"backendRefs": [{"name": "missing", "port": 80}]}]}""", 500)]
    [TestCase("""{"rules": [{"backendRefs": [{"name": "model", "port": 81}]}]}""", 500)]
    [TestCase("""{"rules": [{"backendRefs": [{"name": "model", "port": 80, "weight": 0}]}]}""", 500)]
    [TestCase("""{"rules": [{"backendRefs": [{"name": "model", "port": 80, "kind": "InferencePool"}]}]}""", 500)]
    [TestCase("""{"rules": [{}]}""", 500)]
    [TestCase("""{"rules": [{"backendRefs": [{"name": "empty", "port": 80}]}]}""", 503)]
    [TestCase("""{"rules": [{"matches": [{"path": {"value": "/other"}}], "backendRefs": [{"name": "model", "port": 80}]}]}""", 404)]
    [TestCase("""{"hostnames": ["other.example"], "rules": [{"backendRefs": [{"name": "model", "port": 80}]}]}""", 404)]
    public async Task What_can_not_be_served_is_answered_as_the_API_says(string spec, int status, CancellationToken cancellationToken)
    {
        _world.AddService("empty");
        using var client = await ConnectAsync(spec, cancellationToken);
        await client.SayAsync("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", cancellationToken);
        Assert.That(await client.HeadAsync(cancellationToken), Does.StartWith($"HTTP/1.1 {status} ").And.Contain("x-playground-answer"));
    }

    [Test]
    public async Task A_Service_without_ready_endpoints_resets_and_draining_ones_are_its_last_resort(CancellationToken cancellationToken)
    {
        var port = _world.ListenForService("model").Port;
        _world.SetEndpoints("model");
        Assert.That(await HttpSockets.RefusalOfAsync(port, cancellationToken), Is.EqualTo(SocketError.ConnectionReset));

        _world.SetEndpoints("model", ready: [], draining: [_world.Map(_server.EndPoint)]);
        var (client, server) = await _server.ConnectThroughAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        using (client)
        using (server)
        {
            await client.SayAsync("question", cancellationToken);
            await server.HearsAsync("question", cancellationToken);
            _world.SetEndpoints("model");
            await server.SayAsync("answer", cancellationToken);
            await client.HearsAsync("answer", cancellationToken);
        }
    }

    private async Task<Socket> ConnectAsync(string spec, CancellationToken cancellationToken) =>
        await LoopbackServer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _world.Listen(TrafficWorld.TableOf(TrafficWorld.HttpRoute(spec))).Port), cancellationToken);
}
