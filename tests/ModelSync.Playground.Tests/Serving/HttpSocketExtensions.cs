using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>Answers over HTTP/1.1 as they are on the wire.</summary>
internal static class HttpSocketExtensions
{
    /// <summary>Everything until the other side closes.</summary>
    public static async Task<string> HearsAllAsync(this Socket socket, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Whether the other side ends the connection, with or without a reset, and has said nothing.</summary>
    public static async Task<bool> EndsWithoutAnswerAsync(this Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], cancellationToken) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>One answer, by its Content-Length.</summary>
    public static async Task<string> HearsAnswerAsync(this Socket socket, CancellationToken cancellationToken)
    {
        const string HeadEnd = "\r\n\r\n";
        const string Length = "Content-Length: ";
        var text = "";
        var buffer = new byte[4096];
        while (true)
        {
            var head = text.IndexOf(HeadEnd, StringComparison.Ordinal);
            if (head >= 0)
            {
                var value = text[(text.IndexOf(Length, StringComparison.Ordinal) + Length.Length)..];
                var whole = head + HeadEnd.Length + int.Parse(value[..value.IndexOf('\r', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
                if (text.Length >= whole)
                {
                    Assert.That(text, Has.Length.EqualTo(whole));
                    return text;
                }
            }

            var read = await socket.ReceiveAsync(buffer, cancellationToken);
            Assert.That(read, Is.GreaterThan(0), $"closed after '{text}'");
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }
    }
}
