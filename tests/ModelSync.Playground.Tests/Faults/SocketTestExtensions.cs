using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Tests.Faults;

internal static class SocketTestExtensions
{
    public static Task SayAsync(this Socket socket, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.ASCII.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Reads as many characters as <paramref name="text"/> has and compares.</summary>
    public static async Task HearsAsync(this Socket socket, string text, CancellationToken cancellationToken)
    {
        var buffer = new byte[text.Length];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            Assert.That(read, Is.GreaterThan(0), $"closed after '{Encoding.ASCII.GetString(buffer, 0, length)}', expected '{text}'");
            length += read;
        }

        Assert.That(Encoding.ASCII.GetString(buffer), Is.EqualTo(text));
    }

    /// <summary>Whether a pending read has neither data nor an end to report.</summary>
    public static bool HearsNothing(this Socket socket) => !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>How a read ends on a connection that was broken.</summary>
    public static async Task<SocketError> EndsWithAsync(this Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[256], cancellationToken) > 0)
            {
            }

            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
