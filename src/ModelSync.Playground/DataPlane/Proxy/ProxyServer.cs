using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>The one HTTP server behind all listeners of routes. Each connection carries which listener it came in by.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private const int MostConnections = 8192;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly ProxyTransport _transport = new();
    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly TimeProvider _time;
    private readonly KestrelServer _server;
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _closing = [];

    private ProxyServer(TimeProvider time)
    {
        _time = time;
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            RequestHeaderEncodingSelector = static _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static _ => Encoding.Latin1,
        };

        // Models take inputs of any size, and streams may be silent for a while: the backends decide.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Listen(_transport.Http1.EndPoint, static listen => listen.Protocols = HttpProtocols.Http1);
        options.Listen(_transport.Http2.EndPoint, static listen => listen.Protocols = HttpProtocols.Http2);

        // Kestrel's own log tells of clients that misbehave, which the load on a playground is full of.
        _server = new KestrelServer(Options.Create(options), _transport, NullLoggerFactory.Instance);
    }

    public static async Task<ProxyServer> StartAsync(ProxyApplication application, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new ProxyServer(time);
        try
        {
            await server._server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Serves a connection on behalf of a listener. Told to end, it lets an answer that is under way come to its end, for a short time.</summary>
    public async Task ServeAsync(Socket socket, ProxyListener listener, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(LongestSilence, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        var isHttp2 = await ProtocolSniffer.IsHttp2Async(socket, either.Token).ConfigureAwait(false);
        var connection = new TrackedConnection(_contexts.Create(socket));
        connection.Features.Set(listener);
        if (!await TryAddAsync(isHttp2 ? _transport.Http2 : _transport.Http1, connection, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await connection.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.Ended.WaitAsync(DrainTime, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Closes a listener without being waited for: the last answers take their time.</summary>
    public void Close(ProxyListener listener)
    {
        var closing = listener.DisposeAsync().AsTask();
        lock (_lock)
        {
            _closing.RemoveWhere(static task => task.IsCompleted);
            _closing.Add(closing);
        }
    }

    /// <summary>Lets answers that are under way come to an end, for a short time.</summary>
    public async ValueTask DisposeAsync()
    {
        using var drained = new CancellationTokenSource(DrainTime, _time);
        await _server.StopAsync(drained.Token).ConfigureAwait(false);
        await Task.WhenAll(Closing()).ConfigureAwait(false);
        _server.Dispose();
        await _transport.Http1.DisposeAsync().ConfigureAwait(false);
        await _transport.Http2.DisposeAsync().ConfigureAwait(false);
        _contexts.Dispose();
    }

    private static async Task<bool> TryAddAsync(ProxyConnections connections, TrackedConnection connection, CancellationToken cancellationToken)
    {
        var isTaken = false;
        try
        {
            return isTaken = await connections.TryAddAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isTaken)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Task[] Closing()
    {
        lock (_lock)
        {
            return [.. _closing];
        }
    }
}
