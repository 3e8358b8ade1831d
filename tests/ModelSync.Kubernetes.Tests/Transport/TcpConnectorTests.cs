using System.Net.Sockets;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class TcpConnectorTests
{
    [Test]
    public void The_kernel_gives_up_a_dead_peer_within_thirty_seconds()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        new TcpConnector(new TransportOptions(), policy: null).Configure(socket);

        var idle = Option(socket, SocketOptionName.TcpKeepAliveTime);
        var probes = Option(socket, SocketOptionName.TcpKeepAliveInterval) * Option(socket, SocketOptionName.TcpKeepAliveRetryCount);
        Assert.That(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive), Is.Not.Zero);
        Assert.That((idle, probes), Is.EqualTo((12, 8)));
        Assert.That(socket.NoDelay, Is.True);
    }

    [Test]
    [Platform("Linux")]
    public void Unacknowledged_data_has_the_same_limit()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        new TcpConnector(new TransportOptions(), policy: null).Configure(socket);
        var milliseconds = new byte[4];

        socket.GetRawSocketOption(6, 18, milliseconds);

        Assert.That(BitConverter.ToInt32(milliseconds), Is.EqualTo(20_000));
    }

    [Test]
    public void Fractions_of_a_second_become_whole_ones()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        new TcpConnector(new TransportOptions { PingDelay = TimeSpan.FromSeconds(1.2), PingTimeout = TimeSpan.FromSeconds(1) }, policy: null).Configure(socket);

        Assert.That(Option(socket, SocketOptionName.TcpKeepAliveTime), Is.EqualTo(2));
        Assert.That(Option(socket, SocketOptionName.TcpKeepAliveInterval), Is.EqualTo(1));
    }

    private static int Option(Socket socket, SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
}
