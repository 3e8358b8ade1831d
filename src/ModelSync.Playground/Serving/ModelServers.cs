using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ModelSync.Playground.Serving.Behaviors;
using ModelSync.Playground.Serving.Connections;
using ModelSync.Playground.Serving.Exchanges;

namespace ModelSync.Playground.Serving;

/// <summary>
/// Model servers by the thousand: a listening socket on loopback for each, one Kestrel behind them all. Safe for use from many threads.
/// </summary>
public sealed class ModelServers : IModelServers
{
    private readonly ModelServersOptions _options;
    private readonly ConnectionQueue _queue;
    private readonly ConnectionSource _source;
    private readonly KestrelServer _kestrel;
    private readonly Lock _lock = new();
    private readonly HashSet<ModelServer> _servers = [];
    private bool _disposed;

    private ModelServers(ModelServersOptions options)
    {
        _options = options;
        _queue = new ConnectionQueue(options.MostConnections);
        _source = new ConnectionSource(options, _queue);
        _kestrel = new KestrelServer(Options.Create(Configured(options)), _queue, options.LoggerFactory);
    }

    /// <summary>How many servers there are that have not been disposed.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _servers.Count;
            }
        }
    }

    /// <summary>Starts what all servers share; servers come with <see cref="Start"/>.</summary>
    public static async Task<ModelServers> StartAsync(ModelServersOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var servers = new ModelServers(options);
        try
        {
            await servers._kestrel.StartAsync(new ServingApplication(options.Time, options.MostRequestBytes), cancellationToken).ConfigureAwait(false);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public IModelServer Start(ModelServerIdentity identity, ServingBehavior behavior)
    {
        BehaviorRules.Check(identity);
        BehaviorRules.Check(behavior);
        var server = Create(identity, behavior);
        bool disposed;
        lock (_lock)
        {
            disposed = _disposed;
            if (!disposed)
            {
                _servers.Add(server);
            }
        }

        if (disposed)
        {
            // It is not open yet, so this is over when it returns.
            _ = server.DisposeAsync().AsTask();
            throw new ObjectDisposedException(nameof(ModelServers));
        }

        server.Open();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ModelServer[] servers;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            servers = [.. _servers];
        }

        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _kestrel.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _kestrel.Dispose();
        await _queue.DisposeAsync().ConfigureAwait(false);
        _source.Dispose();
    }

    private static KestrelServerOptions Configured(ModelServersOptions options)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = options.MostRequestBytes;
        kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
        kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
        kestrel.Listen(new IPEndPoint(IPAddress.Loopback, 0), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Get<ServedConnection>()!.Started();
                return next(connection);
            });
        });
        return kestrel;
    }

    private ModelServer Create(ModelServerIdentity identity, ServingBehavior behavior)
    {
        try
        {
            return new ModelServer(identity, behavior, _source, _options.LogLines, Forget);
        }
        catch (SocketException e)
        {
            throw new IOException(
                $"No port for the server of {identity.Pod}: {e.Message}. {Count} servers have a file descriptor each: allow more (ulimit -n) or run fewer.", e);
        }
    }

    private void Forget(ModelServer server)
    {
        lock (_lock)
        {
            _servers.Remove(server);
        }
    }
}
