using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.Tests.Faults;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>HTTP by hand, for tests that look at every byte.</summary>
internal static class HttpSockets
{
    /// <summary>Reads up to the empty line, and not a byte of the body.</summary>
    public static async Task<string> HeadAsync(this Socket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.That(await socket.ReceiveAsync(one, cancellationToken), Is.EqualTo(1), $"closed after '{text}'");
            text.Append((char)one[0]);
        }

        return text.ToString();
    }

    /// <summary>How a connection ends that nobody serves: the reset may come before the client knows that it is connected.</summary>
    public static async Task<SocketError> RefusalOfAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await LoopbackServer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return await socket.EndsWithAsync(cancellationToken);
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
