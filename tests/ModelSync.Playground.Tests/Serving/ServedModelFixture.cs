using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>One model server and a client of it.</summary>
internal sealed class ServedModelFixture : IAsyncDisposable
{
    public const string Model = "fraud";
    public const string Version = "1.2.0";

    /// <summary>Answers at once.</summary>
    public static readonly ServingBehavior Instant = new() { LatencyP50 = TimeSpan.Zero, LatencyP99 = TimeSpan.Zero };

    private readonly ModelServers _servers;

    private ServedModelFixture(ModelServers servers, IModelServer server)
    {
        (_servers, Server) = (servers, server);
        Http = new HttpClient { BaseAddress = new Uri($"http://{server.EndPoint}") };
    }

    public IModelServer Server { get; }

    public HttpClient Http { get; }

    public static ModelServerIdentity Identity(ModelRuntime runtime, int seed = 7) =>
        new() { Pod = "shop/fraud-v1-abcde", Model = Model, Version = Version, Runtime = runtime, Seed = seed };

    /// <summary>Starts a ready server, which answers at once unless told otherwise.</summary>
    public static async Task<ServedModelFixture> StartAsync(
        ModelRuntime runtime, CancellationToken cancellationToken, ServingBehavior? behavior = null, ModelServersOptions? options = null)
    {
        var servers = await ModelServers.StartAsync(options ?? new ModelServersOptions(), cancellationToken);
        var server = servers.Start(Identity(runtime), behavior ?? Instant);
        server.IsReady = true;
        return new ServedModelFixture(servers, server);
    }

    public Task<Answered> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<Answered> PostAsync(string path, string body, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, body, cancellationToken);

    public async Task<Answered> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request, cancellationToken);
        return new Answered(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.TryGetValues("x-model-version", out var version) ? version.Single() : null,
            response.Content.Headers.Allow.FirstOrDefault());
    }

    public async Task<IReadOnlyList<ScrapedFamily>> ScrapeAsync(CancellationToken cancellationToken, string path = "/metrics")
    {
        var answer = await GetAsync(path, cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body);
        return Scraper.Read(answer.Body);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _servers.DisposeAsync();
    }

    /// <summary>What came back.</summary>
    internal sealed record Answered(HttpStatusCode Status, string Body, string? Version, string? Allow)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
