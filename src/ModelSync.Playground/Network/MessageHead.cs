using System.Buffers;
using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Network;

/// <summary>The head of an HTTP message without its closing empty line, and the bytes that came in the same read behind it.</summary>
internal readonly record struct MessageHead(string Text, ReadOnlyMemory<byte> Rest)
{
    /// <summary>The longest head of a request.</summary>
    public const int MostOfRequest = 8 * 1024;

    /// <summary>The longest head of an answer.</summary>
    public const int MostOfAnswer = 32 * 1024;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <summary>Reads up to the end of the head; null when the peer ends before, or goes on for about so many bytes.</summary>
    public static async Task<MessageHead?> ReadAsync(Socket socket, ReadOnlyMemory<byte> early, int most, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(most, early.Length));
        try
        {
            early.CopyTo(buffer);
            var length = early.Length;
            while (true)
            {
                var end = buffer.AsSpan(0, length).IndexOf(End);
                if (end >= 0)
                {
                    return new MessageHead(Encoding.Latin1.GetString(buffer, 0, end), buffer.AsSpan(end + End.Length, length - end - End.Length).ToArray());
                }

                var read = length < buffer.Length ? await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) : 0;
                if (read == 0)
                {
                    return null;
                }

                length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
