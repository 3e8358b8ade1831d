using System.Net;
using Microsoft.AspNetCore.Routing;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.AspNetCore.Tests;

/// <summary>An <see cref="HttpServer"/> on a free loopback port, and a client that knows it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private RunningServer(HttpServer server, RecordingLoggerFactory log) => (Server, Log, _run) = (server, log, server.RunAsync(_stop.Token));

    public HttpServer Server { get; }

    public RecordingLoggerFactory Log { get; }

    /// <summary>Its timeout makes a test that waits for nothing fail instead of hang.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    public static async Task<RunningServer> StartAsync(Action<IEndpointRouteBuilder> map, HttpServerOptions? options = null, TimeProvider? time = null)
    {
        var log = new RecordingLoggerFactory();
        var services = RuntimeServices.Default with { LoggerFactory = log, TimeProvider = time ?? TimeProvider.System };
        var running = new RunningServer(new HttpServer(options ?? new HttpServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) }, map, services), log);
        await await Task.WhenAny(running.Server.Listening, running._run);
        running.Client.BaseAddress = new Uri($"http://{await running.Server.Listening}");
        return running;
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Client.Dispose();
        _stop.Dispose();
        Log.Dispose();
    }
}
