using System.Buffers;
using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Faults;

/// <summary>One connection through a <see cref="BlackHoleProxy"/>: two pumps that do to the bytes what the proxy says.</summary>
internal sealed class ProxiedConnection(Socket client, ProxyTraffic traffic) : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private Socket? _server;
    private volatile bool _holeToServer;
    private volatile bool _holeToClient;
    private volatile bool _reset;

    /// <summary>A stream with a hole in it: no network would go on with it.</summary>
    public bool LostBytes => _holeToServer || _holeToClient;

    public async Task RunAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        // What an ignored client has sent stays in the kernel meanwhile, as if its packets were sent again.
        await traffic.Gate.WaitUntilOpenAsync(TrafficDirections.Both, cancellationToken).ConfigureAwait(false);
        try
        {
            _server = await SocketExtensions.ConnectTcpAsync(endPoint, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            Reset();
            return;
        }

        await Task.WhenAll(
            PumpAsync(client, _server, TrafficDirections.ToServer, cancellationToken),
            PumpAsync(_server, client, TrafficDirections.ToClient, cancellationToken)).ConfigureAwait(false);
    }

    public void Reset()
    {
        _reset = true;
        client.Reset();
        _server?.Reset();
    }

    public void Dispose() => _server?.Dispose();

    private async Task PumpAsync(Socket from, Socket to, TrafficDirections direction, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                await ForwardAsync(buffer.AsMemory(0, read), to, direction, cancellationToken).ConfigureAwait(false);
            }

            // In a black hole the other side does not learn that this one has closed.
            await traffic.Gate.WaitUntilOpenAsync(direction, cancellationToken).ConfigureAwait(false);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            if (!_reset)
            {
                await traffic.Gate.WaitUntilOpenAsync(direction, cancellationToken).ConfigureAwait(false);
            }

            Reset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task ForwardAsync(ReadOnlyMemory<byte> bytes, Socket to, TrafficDirections direction, CancellationToken cancellationToken)
    {
        await traffic.DelayAsync(cancellationToken).ConfigureAwait(false);
        if (traffic.Gate.IsBlack(direction))
        {
            MarkHole(direction);
            traffic.CountLost(bytes.Length);
        }
        else if (direction == TrafficDirections.ToServer ? _holeToServer : _holeToClient)
        {
            Reset();
        }
        else
        {
            await to.SendAllAsync(bytes, cancellationToken).ConfigureAwait(false);
            traffic.Count(direction, bytes.Length);
        }
    }

    private void MarkHole(TrafficDirections direction)
    {
        if (direction == TrafficDirections.ToServer)
        {
            _holeToServer = true;
        }
        else
        {
            _holeToClient = true;
        }
    }
}
