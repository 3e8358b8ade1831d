using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>What happens when packets vanish (client-go #374, kubernetes #87615, #121793). The handler's pings run on the real clock, so these tests do too.
/// They run one by one: what is measured is the client's promise, and not how busy the machine is.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
internal sealed class DeadConnectionTests
{
    private static readonly TransportOptions Quick = new() { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) };

    /// <summary>Far beyond what it takes, and far below the minutes that it takes TCP alone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _root = TestAuthority.CreateRoot();
    private TestApiServer _server = null!;
    private StallingTcpProxy _network = null!;

    private Uri Address => new($"https://127.0.0.1:{_network.Port}");

    [SetUp]
    public async Task StartServer()
    {
        _server = await TestApiServer.StartAsync(_root.IssueServer(), AnswerAsync, asksForClientCertificate: true);
        _network = new StallingTcpProxy(_server.Address.Port);
    }

    [TearDown]
    public async Task StopServer()
    {
        await _network.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_watch_fails_soon_and_the_next_request_gets_a_new_connection()
    {
        await using var transport = Connect(ConfigFor(Address, _root), Quick);
        await using var watch = await Watch.OpenAsync(transport);

        _network.Stall();
        await watch.AssertFailsAsync();

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(_network.Accepted, Is.EqualTo(2));
    }

    [Test]
    public async Task With_the_default_limits_a_watch_fails_within_thirty_seconds()
    {
        await using var transport = Connect(ConfigFor(Address, _root));
        await using var watch = await Watch.OpenAsync(transport);

        _network.Stall();

        Assert.That(await watch.AssertFailsAsync(), Is.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_request_on_a_dead_connection_fails_soon()
    {
        await using var transport = Connect(ConfigFor(Address, _root), Quick);
        await transport.GetAsync();
        _network.Stall();

        var request = transport.GetAsync();

        Assert.That(() => request.WaitAsync(Patience, TimeProvider.System), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_idle_connection_that_died_is_gone_before_a_request_needs_it()
    {
        await using var transport = Connect(ConfigFor(Address, _root), Quick);
        await transport.GetAsync();

        _network.Stall();
        await _network.WaitForCloseAsync(0, CancellationToken.None).WaitAsync(Patience, TimeProvider.System);

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_stuck_data_connection_does_not_delay_a_lease()
    {
        await using var transport = Connect(ConfigFor(Address, _root));
        await using var watch = await Watch.OpenAsync(transport);
        await transport.GetAsync("lease", TransportLane.Leases);

        _network.Stall(0);

        var lease = await transport.GetAsync("lease", TransportLane.Leases).WaitAsync(TimeSpan.FromSeconds(15), TimeProvider.System);
        Assert.That(lease.Status, Is.EqualTo(200));
        Assert.That(_network.Accepted, Is.EqualTo(2));
    }

    [Test]
    public async Task Connections_that_were_replaced_are_watched_until_they_are_empty()
    {
        // Disposing a handler stops its pings but not its streams: a watch on a handler disposed too early would hang.
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider();
        WriteClient(folder, "old");
        var certificate = new ClientCertificateConfig(PemSource.File(folder["tls.crt"]), PemSource.File(folder["tls.key"]));
        await using var transport = Connect(ConfigFor(Address, _root, new CertificateCredentialConfig { ClientCertificate = certificate }), Quick, time);
        await using var watch = await Watch.OpenAsync(transport);
        WriteClient(folder, "new");
        time.Advance(TimeSpan.FromMinutes(1));
        await transport.GetAsync();
        Assert.That(_network.Accepted, Is.EqualTo(2));

        _network.Stall(0);

        await watch.AssertFailsAsync();
    }

    [Test]
    public async Task A_server_that_never_answers_the_handshake_is_an_error_of_the_connection_and_no_cancellation()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}");
        await using var transport = Connect(ConfigFor(address, _root), new TransportOptions { ConnectTimeout = TimeSpan.FromSeconds(1) });

        var request = transport.GetAsync();

        var error = Assert.ThrowsAsync<HttpRequestException>(() => request.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System))!;
        Assert.That(error.Message, Does.Contain("within 1 s").And.Contain(address.ToString()));
    }

    [Test]
    public async Task Requests_that_wait_together_for_a_connection_each_fail_by_their_own_limit()
    {
        // The handler fails one of them for each of its attempts: the sixth after six times the limit.
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}");
        await using var transport = Connect(ConfigFor(address, _root), new TransportOptions { ConnectTimeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();

        Task[] requests = [.. Enumerable.Range(0, 6).Select(_ => transport.GetAsync())];

        foreach (var request in requests)
        {
            Assert.That(Assert.ThrowsAsync<HttpRequestException>(() => request.WaitAsync(Patience, TimeProvider.System))!.Message, Does.Contain("within 2 s"));
        }

        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(7)));
    }

    [TestCase(HttpProtocols.Http2)]
    [TestCase(HttpProtocols.Http1)]
    public async Task A_request_that_was_sent_may_wait_for_its_answer_beyond_the_limit_of_connecting(HttpProtocols protocols)
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var server = await TestApiServer.StartAsync(
            _root.IssueServer(),
            async _ =>
            {
                asked.TrySetResult();
                await answer.Task;
            },
            protocols: protocols);
        await using var transport = Connect(ConfigFor(server.Address, _root), time: time);

        var request = transport.GetAsync();
        await asked.Task.WaitAsync(Patience, TimeProvider.System);
        time.Advance(TimeSpan.FromHours(1));
        answer.SetResult();

        Assert.That((await request).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task The_callers_cancellation_stays_the_callers()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        using var cancel = new CancellationTokenSource();
        await using var transport = Connect(ConfigFor(new Uri($"https://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}"), _root));
        using var message = new HttpRequestMessage(HttpMethod.Get, "api");
        var request = transport.SendAsync(message, TransportLane.Data, cancel.Token);

        await cancel.CancelAsync();

        Assert.That(Assert.CatchAsync<OperationCanceledException>(() => request)!.CancellationToken, Is.EqualTo(cancel.Token));
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/watch")
        {
            await http.Response.WriteAsync("first\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private void WriteClient(TemporaryFolder folder, string name)
    {
        using var client = _root.IssueClient(name);
        folder.Write("tls.crt", client.ExportCertificatePem());
        folder.Write("tls.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private sealed class Watch(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<Watch> OpenAsync(ClusterTransport transport)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "watch");
            var response = await transport.SendAsync(request, TransportLane.Data, CancellationToken.None);
            var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.That(await reader.ReadLineAsync(), Is.EqualTo("first"));
            return new Watch(response, reader);
        }

        /// <summary>Waits until the watch fails, and tells how long that took.</summary>
        public async Task<TimeSpan> AssertFailsAsync()
        {
            var start = TimeProvider.System.GetTimestamp();
            var next = reader.ReadLineAsync(CancellationToken.None).AsTask();
            Assert.That(() => next.WaitAsync(Patience, TimeProvider.System), Throws.InstanceOf<IOException>());
            var noticed = TimeProvider.System.GetElapsedTime(start);
            await TestContext.Progress.WriteLineAsync($"{TestContext.CurrentContext.Test.Name}: noticed after {noticed.TotalSeconds:0.0} s");
            return noticed;
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
