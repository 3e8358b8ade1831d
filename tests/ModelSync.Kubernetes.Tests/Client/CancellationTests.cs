using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing.Api;
using Moq;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>The caller's cancellation is the caller's, wherever it strikes, and is never taken for a dead connection.</summary>
[TestFixture(HttpProtocols.Http1)]
[TestFixture(HttpProtocols.Http2)]
public sealed class CancellationTests(HttpProtocols protocols) : ClientFixture(protocols)
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";
    private const string ListPath = "/api/v1/configmaps";

    private readonly CancellationTokenSource _caller = new();

    [TearDown]
    public void DisposeCaller() => _caller.Dispose();

    [Test]
    public async Task Before_the_request()
    {
        await _caller.CancelAsync();

        await AssertCancelledAsync(ConfigMaps.GetAsync(Key, _caller.Token));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task While_headers_are_awaited()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Never());
        var get = ConfigMaps.GetAsync(Key, _caller.Token);
        await Server.WaitForRequestsAsync(1, Token);

        await _caller.CancelAsync();

        await AssertCancelledAsync(get);
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [TestCase(200)]
    [TestCase(500)]
    public async Task In_the_middle_of_a_body(int status)
    {
        var written = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream(status).Write("""{"metadata":""").Signal(written).Hang());
        var get = ConfigMaps.GetAsync(Key, _caller.Token);
        await written.Task.WaitAsync(Token);

        await _caller.CancelAsync();

        await AssertCancelledAsync(get);
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [Test]
    public async Task In_the_middle_of_a_list()
    {
        var written = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().Write("""{"items":[""" + ConfigMapJson("a")).Signal(written).Hang());
        var list = ConfigMaps.ListAsync(ListOptions.All, _caller.Token);
        await written.Task.WaitAsync(Token);

        await _caller.CancelAsync();

        await AssertCancelledAsync(list);
    }

    [Test]
    public async Task In_the_middle_of_a_watch()
    {
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().WriteLine($$"""{"type":"ADDED","object":{{ConfigMapJson("a")}} }""").Hang());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        await using var events = watch.GetAsyncEnumerator(_caller.Token);
        Assert.That(await events.MoveNextAsync(), Is.True);
        var next = events.MoveNextAsync().AsTask();

        await _caller.CancelAsync();

        await AssertCancelledAsync(next);
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [Test]
    public async Task Also_when_time_lapses_at_the_same_moment()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Never());
        var get = ConfigMaps.GetAsync(Key, _caller.Token);
        await Server.WaitForRequestsAsync(1, Token);

        await _caller.CancelAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));

        await AssertCancelledAsync(get);
    }

    [Test]
    public void A_cancellation_that_is_nobodys_is_a_broken_exchange()
    {
        // A handler tells a connect timeout in this way.
        var transport = new Mock<IApiTransport>();
        transport.Setup(t => t.BaseAddress).Returns(Server.BaseAddress);
        transport.Setup(t => t.SendAsync(It.IsAny<HttpRequestMessage>(), It.IsAny<TransportLane>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new TaskCanceledException("connect timeout"));
        var client = new KubernetesClient(transport.Object, new KubernetesClientOptions());

        Assert.That(
            async () => await client.Resource<ConfigMap>().GetAsync(Key, Token),
            Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task A_failure_that_the_callers_cancellation_brought_about_is_a_cancellation()
    {
        var transport = new Mock<IApiTransport>();
        transport.Setup(t => t.BaseAddress).Returns(Server.BaseAddress);
        transport.Setup(t => t.SendAsync(It.IsAny<HttpRequestMessage>(), It.IsAny<TransportLane>(), It.IsAny<CancellationToken>()))
            .Returns(async () =>
            {
                await _caller.CancelAsync();
                throw new HttpRequestException("the socket was closed");
            });
        var client = new KubernetesClient(transport.Object, new KubernetesClientOptions());

        await AssertCancelledAsync(client.Resource<ConfigMap>().GetAsync(Key, _caller.Token));
    }

    private Task AssertCancelledAsync(Task task)
    {
        var error = Assert.CatchAsync<OperationCanceledException>(() => task.WaitAsync(Token));
        Assert.That(Token.IsCancellationRequested, Is.False);

        // The token tells whose cancellation it was: callers filter by it.
        Assert.That(error!.CancellationToken, Is.EqualTo(_caller.Token));
        return Task.CompletedTask;
    }
}
