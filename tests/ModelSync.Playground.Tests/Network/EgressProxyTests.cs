using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Network;
using ModelSync.Playground.Tests.Faults;

namespace ModelSync.Playground.Tests.Network;

[CancelAfter(20_000)]
internal sealed class EgressProxyTests
{
    private readonly VirtualNetwork _network = new();
    private EgressProxy _proxy = null!;
    private LoopbackServer _server = null!;

    [SetUp]
    public void Start()
    {
        _proxy = EgressProxy.Start(_network, TimeProvider.System);
        _server = new LoopbackServer();
    }

    [TearDown]
    public async Task Stop()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task A_virtual_address_leads_to_its_server(CancellationToken cancellationToken)
    {
        _network.Map("10.244.1.2", 80, _server.EndPoint);
        var accepting = _server.AcceptAsync(cancellationToken);
        using var client = await AskAsync("CONNECT 10.244.1.2:80 HTTP/1.1\r\nHost: 10.244.1.2:80\r\n\r\n", cancellationToken);
        await client.HearsAsync("HTTP/1.1 200 Connection established\r\n\r\n", cancellationToken);
        using var server = await accepting;
        await client.SayAsync("question", cancellationToken);
        await server.HearsAsync("question", cancellationToken);
        await server.SayAsync("answer", cancellationToken);
        await client.HearsAsync("answer", cancellationToken);
    }

    [Test]
    public async Task An_address_that_nothing_serves_is_refused_with_its_name(CancellationToken cancellationToken)
    {
        _network.Map("10.244.1.2", 80, _server.EndPoint);
        _network.Unmap("10.244.1.2", 80);
        var answer = await AnswerAsync("CONNECT 10.244.1.2:80 HTTP/1.1\r\n\r\n", cancellationToken);
        Assert.That(answer, Does.StartWith("HTTP/1.1 502 ").And.Contain("10.244.1.2:80"));
    }

    [Test]
    public async Task Nothing_outside_this_machine_is_ever_dialled(CancellationToken cancellationToken)
    {
        Assert.That(await AnswerAsync("CONNECT 192.0.2.1:443 HTTP/1.1\r\n\r\n", cancellationToken), Does.StartWith("HTTP/1.1 502 "));
        Assert.That(() => _network.Map("10.244.1.2", 80, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 80)), Throws.ArgumentException.With.Message.Contains("192.0.2.1"));
    }

    [Test]
    public async Task Loopback_stands_for_itself(CancellationToken cancellationToken)
    {
        using var client = await AskAsync($"CONNECT 127.0.0.1:{_server.EndPoint.Port} HTTP/1.1\r\n\r\n", cancellationToken);
        await client.HearsAsync("HTTP/1.1 200 ", cancellationToken);
    }

    [Test]
    public async Task A_server_that_has_gone_is_a_bad_gateway(CancellationToken cancellationToken)
    {
        _network.Map("web", 80, _server.EndPoint);
        _server.Dispose();
        Assert.That(await AnswerAsync("CONNECT WEB:80 HTTP/1.1\r\n\r\n", cancellationToken), Does.StartWith("HTTP/1.1 502 ").And.Contain("web:80").IgnoreCase);
    }

    [Test]
    public async Task A_client_that_goes_before_the_answer_takes_its_server_connection_along(CancellationToken cancellationToken)
    {
        _network.Map("web", 80, _server.EndPoint);
        (await AskAsync("CONNECT web:80 HTTP/1.1\r\n\r\n", cancellationToken)).Dispose();
        using var server = await _server.AcceptAsync(cancellationToken);
        Assert.That(await server.ReceiveAsync(new byte[1], cancellationToken), Is.Zero);
    }

    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    [TestCase("CONNECT web:80 HTTP/1.1\r\n\r\nearly bytes")]
    public async Task What_is_not_a_CONNECT_request_is_a_bad_request(string request, CancellationToken cancellationToken) =>
        Assert.That(await AnswerAsync(request, cancellationToken), Does.StartWith("HTTP/1.1 400 "));

    [Test]
    public async Task A_head_without_end_is_given_up(CancellationToken cancellationToken) =>
        Assert.That(await AnswerAsync("CONNECT " + new string('x', 8192), cancellationToken), Does.StartWith("HTTP/1.1 400 "));

    [Test]
    public async Task The_socket_is_for_this_user_alone_and_goes_with_the_proxy()
    {
        var folder = Path.GetDirectoryName(_proxy.SocketPath)!;
        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(PrivateFile.DirectoryMode));
        await _proxy.DisposeAsync();
        Assert.That(Directory.Exists(folder), Is.False);
    }

    private async Task<Socket> AskAsync(string request, CancellationToken cancellationToken)
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(_proxy.SocketPath), cancellationToken);
        await client.SayAsync(request, cancellationToken);
        return client;
    }

    private async Task<string> AnswerAsync(string request, CancellationToken cancellationToken)
    {
        using var client = await AskAsync(request, cancellationToken);
        await using var stream = new NetworkStream(client);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
