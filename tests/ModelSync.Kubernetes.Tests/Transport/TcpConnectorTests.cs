using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TcpConnectorTests
{
    private static readonly DnsEndPoint Server = new("some.example", 6443);

    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _tried = [];
    private readonly HashSet<string> _silent = [];
    private readonly Dictionary<string, SocketError> _errors = [];
    private TcpListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
    }

    [TearDown]
    public void Close() => _listener.Dispose();

    [Test]
    public void The_kernel_gives_up_a_dead_peer_within_thirty_seconds()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        new TcpConnector(new TransportOptions(), TimeProvider.System).Configure(socket);

        var idle = Option(socket, SocketOptionName.TcpKeepAliveTime);
        var probes = Option(socket, SocketOptionName.TcpKeepAliveInterval) * Option(socket, SocketOptionName.TcpKeepAliveRetryCount);
        Assert.That(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive), Is.Not.Zero);
        Assert.That((idle, probes), Is.EqualTo((12, 8)));
        Assert.That(socket.NoDelay, Is.True);
    }

    [Test]
    [Platform("Linux")]
    public void Unacknowledged_data_has_the_same_limit()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        new TcpConnector(new TransportOptions(), TimeProvider.System).Configure(socket);
        var milliseconds = new byte[4];

        socket.GetRawSocketOption(6, 18, milliseconds);

        Assert.That(BitConverter.ToInt32(milliseconds), Is.EqualTo(20_000));
    }

    [Test]
    public void Fractions_of_a_second_become_whole_ones()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        new TcpConnector(new TransportOptions { PingDelay = TimeSpan.FromSeconds(1.2), PingTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System).Configure(socket);

        Assert.That(Option(socket, SocketOptionName.TcpKeepAliveTime), Is.EqualTo(2));
        Assert.That(Option(socket, SocketOptionName.TcpKeepAliveInterval), Is.EqualTo(1));
    }

    [Test]
    public async Task After_an_address_that_refuses_the_next_one_is_tried()
    {
        // .NET gives up after the first one, because the raw option makes the socket one that it may not replace.
        using var open = new TcpListener(IPAddress.Loopback, 0);
        open.Start();
        var server = new DnsEndPoint("two.example", ((IPEndPoint)open.LocalEndpoint).Port);
        var connector = new TcpConnector(new TransportOptions(), TimeProvider.System, Resolves("127.0.0.2", "127.0.0.1"));

        await using var stream = await connector.ConnectAsync(server, guard: null, TestContext.CurrentContext.CancellationToken);

        using var accepted = await open.AcceptSocketAsync(TestContext.CurrentContext.CancellationToken);
        Assert.That(accepted.Connected, Is.True);
    }

    [Test]
    public async Task A_silent_address_leaves_time_for_those_after_it()
    {
        var connector = Connector("10.0.0.1", "10.0.0.2", "10.0.0.3");
        _silent.UnionWith(["10.0.0.1", "10.0.0.2"]);

        var connecting = connector.ConnectAsync(Server, guard: null, TestContext.CurrentContext.CancellationToken).AsTask();
        for (var i = 0; i < 2; i++)
        {
            await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(3), TestContext.CurrentContext.CancellationToken);
            Assert.That(connecting.IsCompleted, Is.False);
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        await using var stream = await connecting;
        Assert.That(_tried, Is.EqualTo(new[] { "10.0.0.1", "10.0.0.2", "10.0.0.3" }));
    }

    [Test]
    public void When_all_addresses_refuse_the_last_error_is_thrown()
    {
        var connector = Connector("10.0.0.1", "10.0.0.2");
        _errors["10.0.0.1"] = SocketError.HostUnreachable;
        _errors["10.0.0.2"] = SocketError.ConnectionRefused;

        var error = Assert.ThrowsAsync<SocketException>(async () => await connector.ConnectAsync(Server, guard: null, TestContext.CurrentContext.CancellationToken))!;

        Assert.That(error.SocketErrorCode, Is.EqualTo(SocketError.ConnectionRefused));
    }

    [Test]
    public async Task When_all_addresses_are_silent_the_last_one_is_named()
    {
        var connector = Connector("10.0.0.1", "10.0.0.2");
        _silent.UnionWith(["10.0.0.1", "10.0.0.2"]);

        var connecting = connector.ConnectAsync(Server, guard: null, TestContext.CurrentContext.CancellationToken).AsTask();
        for (var i = 0; i < 2; i++)
        {
            await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(4.5), TestContext.CurrentContext.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(4.5));
        }

        Assert.That(Assert.ThrowsAsync<TimeoutException>(() => connecting)!.Message, Does.Contain("10.0.0.2:6443"));
    }

    [Test]
    public async Task The_callers_cancellation_ends_it_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var connector = Connector("10.0.0.1", "10.0.0.2");
        _silent.UnionWith(["10.0.0.1", "10.0.0.2"]);

        var connecting = connector.ConnectAsync(Server, guard: null, cancel.Token).AsTask();
        await cancel.CancelAsync();

        var error = Assert.CatchAsync<OperationCanceledException>(() => connecting)!;
        Assert.That(error.CancellationToken, Is.EqualTo(cancel.Token));
        Assert.That(_tried, Is.EqualTo(new[] { "10.0.0.1" }));
    }

    private TcpConnector Connector(params string[] addresses) => new(new TransportOptions { ConnectTimeout = TimeSpan.FromSeconds(9) }, _time, Resolves(addresses), ConnectAsync);

    private static Func<string, CancellationToken, Task<IPAddress[]>> Resolves(params string[] addresses) =>
        (_, _) => Task.FromResult(Array.ConvertAll(addresses, text => IPAddress.Parse(text)));

    private async ValueTask ConnectAsync(Socket socket, IPEndPoint server, CancellationToken cancellationToken)
    {
        var address = server.Address.ToString();
        _tried.Add(address);
        if (_silent.Contains(address))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        }

        if (_errors.TryGetValue(address, out var error))
        {
            throw new SocketException((int)error);
        }

        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)_listener.LocalEndpoint).Port), cancellationToken);
    }

    private static int Option(Socket socket, SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
}
