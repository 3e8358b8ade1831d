using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;
using ModelSync.Operator.Connections;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Connections;

/// <summary>The API server is known wherever it is now, and a resolver that fails makes nobody forget where it was.</summary>
[CancelAfter(60_000)]
internal sealed class ApiServerAddressesTests
{
    private readonly ManualTimeProvider _time = new();
    private Func<Task<IPAddress[]>> _resolve = static () => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1")]);
    private int _lookups;

    [SetUp]
    public void Forget() => (_lookups, _resolve) = (0, Answer("10.0.0.1"));

    [TestCase("10.0.0.1", 6443, true, true)]
    [TestCase("::ffff:10.0.0.1", 6443, true, true)]
    [TestCase("10.0.0.1", 80, false, true)]
    [TestCase("10.0.0.2", 6443, false, false)]
    public async Task A_server_is_an_address_with_a_port_and_its_host_the_address(string address, int port, bool isServer, bool isHost, CancellationToken cancellationToken)
    {
        var servers = Servers();
        Assert.That(await servers.IsServerAsync(new IPEndPoint(IPAddress.Parse(address), port), cancellationToken), Is.EqualTo(isServer));
        Assert.That(await servers.IsHostAsync(IPAddress.Parse(address), cancellationToken), Is.EqualTo(isHost));
    }

    [Test]
    public async Task A_name_is_looked_up_anew_after_half_a_minute_and_not_before(CancellationToken cancellationToken)
    {
        var servers = Servers();
        Assert.That(await IsAtAsync(servers, "10.0.0.1", cancellationToken), Is.True);
        _resolve = Answer("10.0.0.2");
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.That((await IsAtAsync(servers, "10.0.0.1", cancellationToken), _lookups), Is.EqualTo((true, 1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await IsAtAsync(servers, "10.0.0.1", cancellationToken), await IsAtAsync(servers, "10.0.0.2", cancellationToken), _lookups), Is.EqualTo((false, true, 2)));
    }

    [Test]
    public async Task What_was_known_counts_while_the_resolver_fails_or_is_silent(CancellationToken cancellationToken)
    {
        var servers = Servers();
        await IsAtAsync(servers, "10.0.0.1", cancellationToken);
        _resolve = static () => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await IsAtAsync(servers, "10.0.0.1", cancellationToken), Is.True);

        _resolve = static () => new TaskCompletionSource<IPAddress[]>().Task;
        _time.Advance(TimeSpan.FromSeconds(30));
        var asking = IsAtAsync(servers, "10.0.0.1", cancellationToken);
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(2), cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await asking, _lookups), Is.EqualTo((true, 3)));
    }

    [Test]
    public async Task Those_who_ask_at_once_share_a_lookup_and_each_may_leave(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<IPAddress[]>();
        _resolve = () => answer.Task;
        var servers = Servers();
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var impatient = IsAtAsync(servers, "10.0.0.1", leaves.Token);
        var patient = IsAtAsync(servers, "10.0.0.1", cancellationToken);
        await leaves.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => impatient);
        answer.SetResult([IPAddress.Parse("10.0.0.1")]);
        Assert.That((await patient, _lookups), Is.EqualTo((true, 1)));
    }

    [TestCase(null, null, false)]
    [TestCase("10.96.0.1", "443", true)]
    [TestCase("10.96.0.1", "none", false)]
    [TestCase("10.96.0.1", "70000", false)]
    public async Task In_a_pod_the_Service_that_all_pods_know_counts_too(string? host, string? port, bool expected, CancellationToken cancellationToken)
    {
        var config = new ClusterConfig { Server = new Uri("https://192.168.7.1:6443") };
        var servers = ApiServerAddresses.Of(config, name => name is "KUBERNETES_SERVICE_HOST" ? host : name is "KUBERNETES_SERVICE_PORT" ? port : null, _time);
        Assert.That(await servers.IsServerAsync(IPEndPoint.Parse("192.168.7.1:6443"), cancellationToken), Is.True);
        Assert.That(await servers.IsServerAsync(IPEndPoint.Parse("10.96.0.1:443"), cancellationToken), Is.EqualTo(expected));
    }

    [Test]
    public async Task Where_there_is_no_server_nothing_is_one(CancellationToken cancellationToken) =>
        Assert.That(await ApiServerAddresses.None.IsHostAsync(IPAddress.Loopback, cancellationToken), Is.False);

    private static Func<Task<IPAddress[]>> Answer(string address) => () => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]);

    private static Task<bool> IsAtAsync(ApiServerAddresses servers, string address, CancellationToken cancellationToken) =>
        servers.IsServerAsync(new IPEndPoint(IPAddress.Parse(address), 6443), cancellationToken).AsTask();

    private ApiServerAddresses Servers() => new([new DnsEndPoint("api.example", 6443)], _time, (_, _) =>
    {
        _lookups++;
        return _resolve();
    });
}
