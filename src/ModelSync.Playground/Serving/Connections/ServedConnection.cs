using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Serving.Connections;

/// <summary>A connection to one server. It is a feature of itself, so that a request finds the server it was sent to.</summary>
internal sealed class ServedConnection : ConnectionContext
{
    private readonly Socket _socket;
    private readonly ConnectionContext _transport;
    private readonly ServerDoor _door;
    private volatile IConnectionLifetimeNotificationFeature? _lifetime;
    private volatile bool _closeRequested;
    private int _disposed;

    public ServedConnection(Socket socket, ConnectionContext transport, ServerDoor door)
    {
        (_socket, _transport, _door) = (socket, transport, door);
        Features.Set(this);
    }

    public ModelServer Server => _door.Server;

    public override string ConnectionId
    {
        get => _transport.ConnectionId;
        set => _transport.ConnectionId = value;
    }

    public override IFeatureCollection Features => _transport.Features;

    public override IDictionary<object, object?> Items
    {
        get => _transport.Items;
        set => _transport.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => _transport.Transport;
        set => _transport.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _transport.ConnectionClosed;
        set => _transport.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _transport.LocalEndPoint;
        set => _transport.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _transport.RemoteEndPoint;
        set => _transport.RemoteEndPoint = value;
    }

    /// <summary>Kestrel serves it from now on. Features are not for two threads, so what ends it politely is looked up here.</summary>
    public void Started()
    {
        _lifetime = Features.Get<IConnectionLifetimeNotificationFeature>();
        if (_closeRequested)
        {
            _lifetime?.RequestClose();
        }
    }

    /// <summary>Lets it end: at once when it carries no request, otherwise after the answer.</summary>
    public void RequestClose()
    {
        _closeRequested = true;
        _lifetime?.RequestClose();
    }

    /// <summary>Ends it with a TCP reset, as the death of the process does.</summary>
    public void Reset()
    {
        _socket.Reset();
        Abort(new ConnectionAbortedException("The model server has ended."));
    }

    public override void Abort(ConnectionAbortedException abortReason) => _transport.Abort(abortReason);

    public override void Abort() => _transport.Abort();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            try
            {
                // Sends what is still unsent.
                await _transport.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                _door.Closed(this);
            }
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }
}
