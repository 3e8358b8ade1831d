using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Network;

/// <summary>
/// An HTTP CONNECT proxy on a Unix socket, made for the API server's egress selector: it connects to the real loopback server behind
/// a virtual address, and to nothing outside this machine. With it the API server's pod, service and webhook calls work, although it
/// refuses pods with loopback addresses.
/// </summary>
public sealed class EgressProxy : IAsyncDisposable
{
    // The longest path that fits into a sockaddr_un, with its closing zero.
    private const int LongestSocketPath = 107;
    private const int MostConnections = 4096;

    private readonly OwnedDirectory _directory;
    private readonly Socket _listener;
    private readonly ConnectionServer _connections;
    private readonly Task _accepting;

    private EgressProxy(VirtualNetwork network, TimeProvider time, OwnedDirectory directory)
    {
        _directory = directory;
        SocketPath = directory.File("egress.sock");
        if (Encoding.UTF8.GetByteCount(SocketPath) > LongestSocketPath)
        {
            throw new ControlPlaneException(
                $"The socket path {SocketPath} is longer than the {LongestSocketPath} bytes that the system allows: let TMPDIR name a shorter folder.");
        }

        _connections = new ConnectionServer(MostConnections, time, new VirtualDoor(network, forwards: false, time).ServeAsync);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    /// <summary>The Unix socket, in a directory that only this user can enter.</summary>
    public string SocketPath { get; }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="ControlPlaneException">The folder for temporary files has too long a name for a socket.</exception>
    public static EgressProxy Start(VirtualNetwork network, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        OwnedDirectory.SweepStale(time);
        var directory = OwnedDirectory.ForEgress();
        try
        {
            return new EgressProxy(network, time, directory);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
        _directory.Dispose();
    }
}
