using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ModelSync.Playground.Load;
using ModelSync.Playground.Network;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Serving.Protocols;
using ModelSync.Playground.Tests.DataPlane;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Load;

[CancelAfter(60_000)]
internal sealed class LoadTests
{
    [Test]
    public async Task Answers_are_counted_by_version_and_latencies_shown(CancellationToken cancellationToken)
    {
        await using var backend = new VersionedBackend("2.0.0");
        const int Count = 5000;
        var result = await LoadGenerator.RunAsync(OptionsFor(backend.EndPoint) with { Count = Count, Workers = 4 }, progress: null, cancellationToken);
        TestContext.Out.WriteLine($"without a hop:\n{LoadTable.Render(result)}");
        Assert.That((result.Requests, result.Failures, result.AnswersOf("2.0.0"), backend.Requests), Is.EqualTo((Count, 0, Count, Count)));
        Assert.That(result.P50, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(result.P99, Is.GreaterThanOrEqualTo(result.P50));
        var report = JsonDocument.Parse(LoadReport.ToJson(result)).RootElement;
        Assert.That(report.GetProperty("versions")[0].GetProperty("share").GetDouble(), Is.EqualTo(1));
        Assert.That(LoadTable.Render(result), Does.Contain("2.0.0").And.Contain("100.00 %"));
    }

    [TestCase("{\"model_name\": \"m\", \"model_version\": \"7\", \"outputs\": [{\"model_version\": \"no\"}]}", "7")]
    [TestCase("{\"outputs\": [{\"model_version\": \"no\"}]}", "-")]
    [TestCase("not json", "-")]
    public async Task The_version_may_stand_in_the_body(string body, string version, CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var result = await LoadGenerator.RunAsync(OptionsFor(server.EndPoint) with { Count = 3, Workers = 1 }, progress: null, cancellationToken);
        Assert.That(result.AnswersOf(version), Is.EqualTo(3));
    }

    [TestCase("HTTP/1.1 503 No\r\nx-model-version: 1\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy", LoadErrorKind.Status)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", LoadErrorKind.Reset)]
    [TestCase("", LoadErrorKind.Reset)]
    [TestCase("what is this\r\n\r\n", LoadErrorKind.Other)]
    public async Task Failures_are_told_by_kind(string answer, LoadErrorKind kind, CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(answer);
        var result = await LoadGenerator.RunAsync(OptionsFor(server.EndPoint) with { Count = 2, Workers = 1 }, progress: null, cancellationToken);
        Assert.That(result.Errors, Is.EqualTo(new Dictionary<LoadErrorKind, long> { [kind] = 2 }));
        Assert.That(result.FirstFailures, Has.Count.EqualTo(2));
        Assert.That(LoadTable.Render(result), Does.Contain($"{kind.ToString().ToLowerInvariant()} 2"));
        Assert.That(LoadReport.ToJson(result), Does.Contain($"\"{kind}\""));
    }

    [Test]
    public async Task A_closed_port_is_a_refusal_and_a_silent_one_a_timeout(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var options = OptionsFor((IPEndPoint)socket.LocalEndPoint!) with { Count = 1, Workers = 1 };
        var refused = await LoadGenerator.RunAsync(options, progress: null, cancellationToken);
        Assert.That(refused.Errors.Keys, Is.EqualTo(new[] { LoadErrorKind.Refused }));
        socket.Listen();
        var silent = await LoadGenerator.RunAsync(options with { Timeout = TimeSpan.FromMilliseconds(50) }, progress: null, cancellationToken);
        Assert.That(silent.Errors.Keys, Is.EqualTo(new[] { LoadErrorKind.Timeout }));
    }

    [Test]
    public async Task Cancellation_ends_a_run_and_is_no_failure(CancellationToken cancellationToken)
    {
        await using var backend = new VersionedBackend("1");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = LoadGenerator.RunAsync(OptionsFor(backend.EndPoint), progress: null, enough.Token);
        await Eventually.TrueAsync(() => backend.Requests > 50, cancellationToken);
        await enough.CancelAsync();
        Assert.That((await run).Failures, Is.Zero);
    }

    [Test]
    public async Task Requests_are_due_at_the_rate_and_not_before(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider();
        var tickets = new LoadTickets(rate: 10, count: 3, clock);
        var start = clock.GetTimestamp();
        Assert.That(await tickets.TakeAsync(cancellationToken), Is.EqualTo(start));
        var second = tickets.TakeAsync(cancellationToken).AsTask();
        Assert.That(second.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.That(clock.GetElapsedTime(start, (await second)!.Value), Is.EqualTo(TimeSpan.FromMilliseconds(100)));
        Assert.That(clock.GetElapsedTime(start, (await tickets.TakeAsync(cancellationToken))!.Value), Is.EqualTo(TimeSpan.FromMilliseconds(200)), "late, and counted from when it was due");
        Assert.That(await tickets.TakeAsync(cancellationToken), Is.Null);
    }

    [Test]
    public async Task What_is_sent_a_moment_early_does_not_look_faster_than_it_was(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider();
        var tickets = new LoadTickets(rate: 400, count: null, clock);
        var start = clock.GetTimestamp();
        await tickets.TakeAsync(cancellationToken);
        var second = tickets.TakeAsync(cancellationToken).AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(2));
        Assert.That(clock.GetElapsedTime(start, (await second)!.Value), Is.EqualTo(TimeSpan.FromMilliseconds(2)), "due after 2.5 ms, which no timer counts");
    }

    [TestCase(0, 1.0, "Workers")]
    [TestCase(1, 0.0, "Rate")]
    public void Options_that_do_not_fit_are_named(int workers, double rate, string named) => Assert.That(
        async () => await LoadGenerator.RunAsync(OptionsFor(new IPEndPoint(IPAddress.Loopback, 1)) with { Workers = workers, Rate = rate }, progress: null, CancellationToken.None),
        Throws.ArgumentException.With.Message.Contains(named));

    [Test]
    public void Load_never_leaves_this_machine() => Assert.That(
        async () => await LoadGenerator.RunAsync(OptionsFor(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 80)), progress: null, CancellationToken.None),
        Throws.ArgumentException.With.Message.Contains("192.0.2.1"));

    [Test]
    public void Every_runtime_has_its_request()
    {
        foreach (var runtime in Enum.GetValues<ModelRuntime>())
        {
            var request = LoadRequest.Infer(runtime, "fraud \"x\"");
            Assert.That(request.Path, Does.StartWith("/"));
            Assert.That(() => JsonDocument.Parse(request.Body!), Throws.Nothing, $"{runtime}");
            var identity = new ModelServerIdentity { Pod = "default/web", Model = "fraud \"x\"", Version = "1", Runtime = runtime };
            var model = new ServedModel { Identity = identity, IsReady = true, StartedAt = default, Now = default, Sequence = 1 };
            var asked = new ServingRequest(request.Method, Uri.UnescapeDataString(request.Path), Encoding.UTF8.GetBytes(request.Body!));
            Assert.That(RuntimeProtocols.Of(runtime).Route(model, asked).Inference, Is.Not.Null, $"{runtime} takes {request.Path} for an inference");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void A_bucket_holds_its_time_to_within_a_sixty_fourth(uint microseconds)
    {
        var index = LoadHistogram.IndexOf(microseconds);
        var highest = LoadHistogram.HighestOf(index);
        Assert.That(highest, Is.InRange((long)microseconds, microseconds + (microseconds / 64)));
        Assert.That(LoadHistogram.IndexOf(highest), Is.EqualTo(index));
        Assert.That(LoadHistogram.IndexOf(highest + 1), Is.EqualTo(index + 1));
    }

    [Test]
    public void Percentiles_are_those_of_the_sorted_times()
    {
        var histogram = new LoadHistogram();
        Assert.That(histogram.Percentile(0.5), Is.Null);
        foreach (var milliseconds in Enumerable.Range(1, 100))
        {
            histogram.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.That(histogram.Percentile(0.5)!.Value.TotalMilliseconds, Is.EqualTo(50).Within(1));
        Assert.That(histogram.Percentile(0.99)!.Value.TotalMilliseconds, Is.EqualTo(99).Within(2));
        Assert.That(histogram.Percentile(1)!.Value.TotalMilliseconds, Is.EqualTo(100).Within(2));
    }

    private static LoadOptions OptionsFor(IPEndPoint endPoint) => new() { EndPoint = endPoint, Request = new LoadRequest { Path = "/" }, Workers = 2 };

    /// <summary>Gives the same bytes to whatever is asked, and closes the connection.</summary>
    private sealed class ScriptedServer : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly ConnectionServer _connections;
        private readonly Task _accepting;

        public ScriptedServer(string answer)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _connections = new ConnectionServer(64, TimeProvider.System, async (socket, token) =>
            {
                await socket.ReceiveAsync(new byte[4096], token);
                await socket.SendAllAsync(Encoding.ASCII.GetBytes(answer), token);
            });
            _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
        }

        public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
            await _connections.DisposeAsync();
        }
    }
}
