using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.AspNetCore.Hosting;

/// <summary>
/// An HTTP server for scrapers and probes: plain HTTP/1.1, no configuration but its options, and a limit to everything that a client can ask. Where scrapers
/// are not trusted as much as the kubelet, run two of them, so that neither can use up the other's connections.
/// </summary>
public sealed class HttpServer : IRunnable
{
    private readonly HttpServerOptions _options;
    private readonly Action<IEndpointRouteBuilder> _map;
    private readonly RuntimeServices _services;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<IPEndPoint> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    /// <summary>A server that is not running yet, with the endpoints that the action maps.</summary>
    public HttpServer(HttpServerOptions options, Action<IEndpointRouteBuilder> map, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(services);
        (_options, _map, _services) = (options, map, services);
        _logger = services.LoggerFactory.CreateLogger<HttpServer>();
    }

    /// <summary>Completes with the address, and the port that was free, once clients can connect; never, where the server cannot start.</summary>
    public Task<IPEndPoint> Listening => _listening.Task;

    /// <summary>Serves until cancelled, and lets requests under way end; an <see cref="IOException"/> where the address cannot be had.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("An HTTP server runs once: make another one.");
        }

        var app = Build();
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await StartAsync(app, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await UntilAsync(cancellationToken).ConfigureAwait(false);
            await StopAsync(app).ConfigureAwait(false);
        }
    }

    private WebApplication Build()
    {
        // The empty builder reads neither files nor environment variables: nothing can open further ports, and nothing watches the working folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime>(NoLifetime.Instance);
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(_services.LoggerFactory));
        var app = builder.Build();
        _map(app);
        return app;
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = _options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.KeepAliveTimeout = _options.KeepAliveTimeout;
        kestrel.Limits.RequestHeadersTimeout = _options.RequestHeadersTimeout;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestBufferSize = 32 * 1024;
        kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
        if (_options.Address.Address.Equals(IPAddress.IPv6Any))
        {
            // Falls back to IPv4 on a machine without IPv6.
            kestrel.ListenAnyIP(_options.Address.Port, static listen => listen.Protocols = HttpProtocols.Http1);
        }
        else
        {
            kestrel.Listen(_options.Address, static listen => listen.Protocols = HttpProtocols.Http1);
        }
    }

    private async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new IOException($"Cannot listen on {_options.Address}: {exception.Message} Free the address or choose another one.", exception);
        }

        var bound = new IPEndPoint(_options.Address.Address, new Uri(app.Urls.First()).Port);
        HttpServerLog.Listening(_logger, bound);
        _listening.TrySetResult(bound);
    }

    private async Task StopAsync(WebApplication app)
    {
        using var deadline = new CancellationTokenSource(_options.StopTimeout, _services.TimeProvider);
        try
        {
            await app.StopAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            HttpServerLog.CutOff(_logger, _options.Address, _options.StopTimeout);
        }
    }

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        await using (registration.ConfigureAwait(false))
        {
            await cancelled.Task.ConfigureAwait(false);
        }
    }
}
