using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>Whoever names a server is judged by the addresses that are connected to.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConnectionGuardTests
{
    private static readonly DnsEndPoint Server = new("api.example", 6443);

    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _tried = [];
    private bool _isSilent;

    [Test]
    public async Task Addresses_that_the_policy_of_a_kubeconfig_refuses_are_not_tried()
    {
        var connector = Connector("127.0.0.1", "169.254.169.254", "10.0.0.1");

        await using var stream = await connector.ConnectAsync(Server, KubeconfigGuard.Of(new AddressPolicy()), TestContext.CurrentContext.CancellationToken);

        Assert.That(_tried, Is.EqualTo(new[] { "10.0.0.1" }));
    }

    [Test]
    public void When_the_guard_allows_none_nothing_is_tried_and_its_own_error_is_thrown()
    {
        var connector = Connector("10.0.0.1");
        var cancel = TestContext.CurrentContext.CancellationToken;
        Assert.Multiple(() =>
        {
            Assert.That(async () => await connector.ConnectAsync(Server, (_, _, _) => throw new InvalidDataException("not there"), cancel), Throws.TypeOf<InvalidDataException>());
            Assert.That(
                async () => await connector.ConnectAsync(Server, (_, _, _) => ValueTask.FromResult<IReadOnlyList<IPAddress>>([]), cancel),
                Throws.TypeOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.AccessDenied));
            Assert.That(_tried, Is.Empty);
        });
    }

    [Test]
    public async Task The_time_that_a_guard_takes_is_taken_from_the_connection()
    {
        var connector = Connector("10.0.0.1");
        _isSilent = true;
        async ValueTask<IReadOnlyList<IPAddress>> SlowAsync(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(7), _time, cancellationToken);
            return addresses;
        }

        var connecting = connector.ConnectAsync(Server, SlowAsync, TestContext.CurrentContext.CancellationToken).AsTask();
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(7), TestContext.CurrentContext.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(7));
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(2), TestContext.CurrentContext.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(Assert.ThrowsAsync<TimeoutException>(() => connecting)!.Message, Does.Contain("10.0.0.1:6443"));
    }

    private TcpConnector Connector(params string[] addresses) => new(
        new TransportOptions { ConnectTimeout = TimeSpan.FromSeconds(9) },
        _time,
        (_, _) => Task.FromResult(Array.ConvertAll(addresses, text => IPAddress.Parse(text))),
        ConnectAsync);

    private async ValueTask ConnectAsync(Socket socket, IPEndPoint server, CancellationToken cancellationToken)
    {
        _tried.Add(server.Address.ToString());
        if (_isSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await socket.ConnectAsync(listener.LocalEndpoint, cancellationToken);
    }
}
