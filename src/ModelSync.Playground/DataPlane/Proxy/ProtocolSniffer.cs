using System.Net.Sockets;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Tells HTTP/2 with prior knowledge from HTTP/1.1 by the first bytes, which stay in the socket.</summary>
internal static class ProtocolSniffer
{
    private const int Enough = 3;

    public static async Task<bool> IsHttp2Async(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[Enough];
        var length = await socket.ReceiveAsync(buffer, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);

        // A client that sends its first line byte by byte speaks HTTP/1.1 by hand.
        return buffer.AsSpan(0, length).SequenceEqual("PRI"u8);
    }
}
