using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelSync.Playground.Hosting;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>The web server of a fault proxy: TLS, HTTP/1.1 and HTTP/2 on one port of 127.0.0.1, with the limits of an API server.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private const int LongestHeaders = 64 * 1024;

    private readonly WebApplication _app;

    public ProxyServer(ConnectionGate gate, RequestDelegate serve, FaultProxyOptions options)
    {
        // The empty builder reads neither files nor environment variables: nothing can open further ports.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, gate, options));
        builder.Services.AddSingleton<IHostLifetime>(NoLifetime.Instance);
        _app = builder.Build();
        _app.Run(serve);
    }

    public Uri Url { get; private set; } = new("https://127.0.0.1");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        Url = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        // Watches have no end: they are cut off.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        try
        {
            await _app.StopAsync(now.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It has said what it was told.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, ConnectionGate gate, FaultProxyOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = LongestHeaders;
        kestrel.Limits.MaxRequestLineSize = LongestHeaders;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);

        // The server decides what is too large or too slow; a client that reads slowly is no reason to cut its watch.
        kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 250;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = LongestHeaders;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        kestrel.Limits.Http2.InitialStreamWindowSize = 768 * 1024;
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(gate.Enter);
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = context => ValueTask.FromResult(gate.Greet(context)) });
            listen.Use(gate.Identify);
        });
    }
}
