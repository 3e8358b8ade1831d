using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.Network;
using ModelSync.Playground.Tests.Faults;

namespace ModelSync.Playground.Tests.Network;

[CancelAfter(20_000)]
internal sealed class PodProxyDoorTests
{
    private readonly VirtualNetwork _network = new();
    private PodProxy _proxy = null!;
    private LoopbackServer _server = null!;

    [SetUp]
    public void Start()
    {
        _proxy = PodProxy.Start(_network, TimeProvider.System);
        _server = new LoopbackServer();
        _network.MapHost("10.244.1.2", _server.EndPoint);
    }

    [TearDown]
    public async Task Stop()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task A_request_is_forwarded_with_its_body_and_its_answer_ends_the_connection(CancellationToken cancellationToken)
    {
        using var client = await AskAsync("PUT http://10.244.1.2:8080/x HTTP/1.1\r\nContent-Length: 8\r\n\r\nbody", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        await server.HearsAsync("PUT /x HTTP/1.1\r\nHost: 10.244.1.2:8080\r\nContent-Length: 8\r\nConnection: close\r\n\r\nbody", cancellationToken);
        await client.SayAsync("more", cancellationToken);
        await server.HearsAsync("more", cancellationToken);
        await server.SayAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: keep-alive\r\nX: y\r\n\r\nan", cancellationToken);
        await server.SayAsync("swer", cancellationToken);
        server.Dispose();
        Assert.That(await RestAsync(client, cancellationToken), Is.EqualTo("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\nConnection: close\r\n\r\nanswer"));
    }

    [Test]
    public async Task CONNECT_leads_there_too(CancellationToken cancellationToken)
    {
        using var client = await AskAsync("CONNECT 10.244.1.2:443 HTTP/1.1\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        await client.HearsAsync("HTTP/1.1 200 Connection established\r\n\r\n", cancellationToken);
        await server.SayAsync("hello", cancellationToken);
        await client.HearsAsync("hello", cancellationToken);
    }

    [Test]
    public async Task A_server_that_dies_before_its_answer_is_a_broken_connection(CancellationToken cancellationToken)
    {
        using var client = await AskAsync("GET http://10.244.1.2/ HTTP/1.1\r\n\r\n", cancellationToken);
        (await _server.AcceptAsync(cancellationToken)).Dispose();
        Assert.That(await client.EndsWithAsync(cancellationToken), Is.EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task A_client_that_goes_takes_its_request_along(CancellationToken cancellationToken)
    {
        var client = await AskAsync("GET http://10.244.1.2/ HTTP/1.1\r\n\r\n", cancellationToken);
        using var server = await _server.AcceptAsync(cancellationToken);
        client.Reset();
        Assert.That(await server.EndsWithAsync(cancellationToken), Is.AnyOf(SocketError.Success, SocketError.ConnectionReset));
    }

    [TestCase("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 ")]
    [TestCase("GET http://192.0.2.1/ HTTP/1.1\r\n\r\n", "HTTP/1.1 502 ")]
    public async Task What_leads_nowhere_is_refused(string request, string answer, CancellationToken cancellationToken)
    {
        using var client = await AskAsync(request, cancellationToken);
        Assert.That(await RestAsync(client, cancellationToken), Does.StartWith(answer));
    }

    [Test]
    public void A_host_of_another_server_stays_when_the_old_one_goes()
    {
        using var next = new LoopbackServer();
        _network.MapHost("10.244.1.2", next.EndPoint);
        _network.UnmapHost("10.244.1.2", _server.EndPoint);
        Assert.That(_network.Resolve("10.244.1.2", 1), Is.EqualTo(next.EndPoint));
    }

    private async Task<Socket> AskAsync(string request, CancellationToken cancellationToken)
    {
        var client = await LoopbackServer.ConnectAsync(new(System.Net.IPAddress.Loopback, _proxy.Url.Port), cancellationToken);
        await client.SayAsync(request, cancellationToken);
        return client;
    }

    private static async Task<string> RestAsync(Socket client, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(client);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
