using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.OpenTelemetry.Tests;

/// <summary>A collector on loopback that keeps what is posted to it, as it came.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Post> _posts = new();
    private readonly WebApplication _app;

    private FakeCollector(Task answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(context => HandleAsync(context, answer));
    }

    public sealed record Post(string Path, string? ContentType, string? Authorization, byte[] Body)
    {
        /// <summary>Whether the text stands in the message: protobuf has text as it is.</summary>
        public bool Contains(string text) => Body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }

    public IReadOnlyCollection<Post> Posts => _posts;

    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts one that answers each request at once, or when the task has ended.</summary>
    public static async Task<FakeCollector> StartAsync(Task? answer = null)
    {
        var collector = new FakeCollector(answer ?? Task.CompletedTask);
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context, Task answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _posts.Enqueue(new Post(context.Request.Path, context.Request.ContentType, context.Request.Headers.Authorization, body.ToArray()));
        await answer.WaitAsync(context.RequestAborted);
        context.Response.ContentType = "application/x-protobuf";
    }
}
