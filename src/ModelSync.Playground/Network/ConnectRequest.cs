using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Network;

/// <summary>The head of an HTTP CONNECT request.</summary>
internal sealed record ConnectRequest(string Host, int Port)
{
    private const int MostBytes = 8 * 1024;

    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <summary>
    /// Reads exactly the head of a request; null when it is none. Clients wait for the answer before they send more, so whatever
    /// follows the head in the same read is a client that does not speak the protocol.
    /// </summary>
    public static async Task<ConnectRequest?> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        try
        {
            var length = 0;
            while (length < MostBytes)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length, MostBytes - length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return null;
                }

                length += read;
                var end = buffer.AsSpan(0, length).IndexOf(HeadEnd);
                if (end >= 0)
                {
                    return end + HeadEnd.Length == length ? Parse(Encoding.ASCII.GetString(buffer, 0, end)) : null;
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal static ConnectRequest? Parse(string head)
    {
        var requestLine = head.Split("\r\n", 2)[0].Split(' ');
        if (requestLine is not ["CONNECT", var authority, "HTTP/1.1" or "HTTP/1.0"])
        {
            return null;
        }

        var colon = authority.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new ConnectRequest(authority[..colon].Trim('[', ']'), port)
            : null;
    }
}
