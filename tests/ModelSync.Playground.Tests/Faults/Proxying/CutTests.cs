using System.Net;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>Answers and requests that are lost, as both versions of HTTP see it.</summary>
[CancelAfter(60_000)]
internal sealed class CutTests
{
    private ProxyFixture _fixture = null!;
    private string _namespace = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _fixture = await ProxyFixture.StartAsync();
        _namespace = await _fixture.NamespaceAsync(CancellationToken.None);
    }

    [TearDown]
    public void Clear() => _fixture.Proxy.Plan.Clear();

    [OneTimeTearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [Test]
    public async Task A_lost_answer_leaves_what_was_written_and_a_dropped_request_does_not(
        [Values("1.1", "2.0")] string version, [Values("lost-answer", "drop-request")] string fault, [Values("reset", "stream", "close")] string by, CancellationToken cancellationToken)
    {
        var name = $"{fault}-{by}-{version}";
        _fixture.Proxy.Plan.Add($"{fault} by={by} verb=create resource=configmaps count=1");
        using var client = _fixture.Admin(Version.Parse(version));
        Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(client, name, cancellationToken));
        Assert.That(await IsThereAsync(name, cancellationToken), Is.EqualTo(fault is "lost-answer"));
    }

    [TestCase("lost-answer")]
    [TestCase("drop-request")]
    public async Task A_silent_exchange_says_nothing_while_its_connection_lives(string fault, CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add($"{fault} by=silence verb=create resource=configmaps count=1");
        using var client = _fixture.Admin(HttpVersion.Version20);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silent = CreateAsync(client, $"silent-{fault}", giveUp.Token);
        await Eventually.TrueAsync(() => _fixture.Proxy.Plan.Faults.Single().Injections == 1, cancellationToken);
        if (fault is "lost-answer")
        {
            await Eventually.TrueAsync(() => IsThereAsync($"silent-{fault}", cancellationToken), cancellationToken);
        }

        var accepted = _fixture.Proxy.AcceptedConnections;
        await CreateAsync(client, $"after-{fault}", cancellationToken);
        Assert.That(silent.IsCompleted, Is.False);
        Assert.That(_fixture.Proxy.AcceptedConnections, Is.EqualTo(accepted), "the same connection serves on");
        await giveUp.CancelAsync();
        Assert.That(async () => await silent, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await IsThereAsync($"silent-{fault}", cancellationToken), Is.EqualTo(fault is "lost-answer"));
    }

    [Test]
    public async Task A_reset_stream_leaves_the_others_of_its_connection_alone(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin(HttpVersion.Version20);
        await CreateAsync(client, "before-stream", cancellationToken);
        var accepted = _fixture.Proxy.AcceptedConnections;
        _fixture.Proxy.Plan.Add("drop-request by=stream count=1");
        Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(client, "lost-stream", cancellationToken));
        await CreateAsync(client, "after-stream", cancellationToken);
        Assert.That(_fixture.Proxy.AcceptedConnections, Is.EqualTo(accepted));
    }

    [Test]
    public async Task A_reset_connection_takes_everything_on_it_along(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin(HttpVersion.Version20);
        using var watch = await client.GetAsync(
            new Uri($"/api/v1/namespaces/{_namespace}/configmaps?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        _fixture.Proxy.Plan.Add("drop-request verb=create count=1");
        Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(client, "reset", cancellationToken));
        await using var body = await watch.Content.ReadAsStreamAsync(cancellationToken);
        Assert.That(async () => await body.CopyToAsync(Stream.Null, cancellationToken), Throws.InstanceOf<Exception>());
    }

    [Test]
    public async Task A_client_that_is_sent_away_opens_another_connection_and_loses_nothing(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin(HttpVersion.Version20);
        await CreateAsync(client, "first", cancellationToken);
        var accepted = _fixture.Proxy.AcceptedConnections;
        _fixture.Proxy.Plan.Add("goaway count=1");
        await CreateAsync(client, "sent-away", cancellationToken);
        await Eventually.TrueAsync(
            async () =>
            {
                await IsThereAsync(client, "first", cancellationToken);
                return _fixture.Proxy.AcceptedConnections > accepted;
            },
            cancellationToken);
    }

    [Test]
    public async Task Connections_are_reset_and_retired_on_demand(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin(HttpVersion.Version20);
        await CreateAsync(client, "on-demand", cancellationToken);
        using var watch = await client.GetAsync(
            new Uri($"/api/v1/namespaces/{_namespace}/configmaps?watch=true&timeoutSeconds=1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        _fixture.Proxy.RetireConnections();
        Assert.That(await watch.Content.ReadAsStringAsync(cancellationToken), Does.Contain("on-demand"), "what runs goes on to its end");
        await IsThereAsync(client, "on-demand", cancellationToken);
        _fixture.Proxy.ResetConnections();
        await Eventually.TrueAsync(() => _fixture.Proxy.OpenConnections == 0, cancellationToken);

        // A request may still go out on a connection whose reset the client has not seen yet.
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await IsThereAsync(client, "on-demand", cancellationToken);
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            cancellationToken);
    }

    private async Task<HttpStatusCode> CreateAsync(HttpClient client, string name, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsync(
            new Uri($"/api/v1/namespaces/{_namespace}/configmaps", UriKind.Relative), ProxyFixture.Json("{\"metadata\":{\"name\":\"" + name + "\"}}"), cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return answer.StatusCode;
    }

    private async Task<bool> IsThereAsync(string name, CancellationToken cancellationToken)
    {
        using var direct = _fixture.Admin(direct: true);
        return await IsThereAsync(direct, name, cancellationToken);
    }

    private async Task<bool> IsThereAsync(HttpClient client, string name, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(new Uri($"/api/v1/namespaces/{_namespace}/configmaps/{name}", UriKind.Relative), cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
