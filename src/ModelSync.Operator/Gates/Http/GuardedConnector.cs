using System.Net;
using System.Net.Sockets;

namespace ModelSync.Operator.Gates.Http;

/// <summary>
/// Opens connections to addresses that the guard allows. It judges what it connects to: between a look at a name elsewhere and the connection, the name could
/// come to mean something else.
/// </summary>
internal sealed class GuardedConnector(Func<IPEndPoint, bool> allows, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>The callback of a <see cref="SocketsHttpHandler"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);

        // The system's resolver cannot be interrupted, so it is left behind.
        var resolved = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await resolve(host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        var servers = resolved.Select(address => new IPEndPoint(address, port)).ToArray();
        var allowed = Array.FindAll(servers, server => allows(server));
        if (allowed.Length == 0 && servers.Length > 0)
        {
            throw new GateHttpException(
                GateHttpFailure.Refused,
                $"{host}:{port} is a loopback, link-local, metadata or API server address, which the operator does not connect to: name another host");
        }

        return await ConnectAsync(allowed, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint[] servers, CancellationToken cancellationToken)
    {
        var last = new SocketException((int)SocketError.HostNotFound);
        foreach (var server in servers)
        {
            // A socket of its own for each: one that failed to connect is good for nothing else.
            var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last;
    }
}
