using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Network;

/// <summary>Serves one connection of a proxy whose targets are the servers of a virtual network.</summary>
/// <param name="network">Where targets are looked up.</param>
/// <param name="forwards">Takes requests to http:// addresses too, not only CONNECT.</param>
/// <param name="time">The clock.</param>
internal sealed class VirtualDoor(VirtualNetwork network, bool forwards, TimeProvider time)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        if (await MessageHead.ReadAsync(client, default, MessageHead.MostOfRequest, either.Token).ConfigureAwait(false) is not { } head)
        {
            await RefuseAsync(client, either.Token).ConfigureAwait(false);
        }
        else if (head.Rest.IsEmpty && ConnectRequest.Parse(head.Text) is { } connect)
        {
            await TunnelAsync(client, connect, either.Token, cancellationToken).ConfigureAwait(false);
        }
        else if (forwards && ForwardRequest.Parse(head.Text) is { } request)
        {
            await ForwardAsync(client, request, head.Rest, either.Token, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await RefuseAsync(client, either.Token).ConfigureAwait(false);
        }
    }

    // A client waits for the answer before it sends more, so whatever follows a CONNECT in the same read comes from one that does not speak the protocol.
    private async Task TunnelAsync(Socket client, ConnectRequest request, CancellationToken handshake, CancellationToken cancellationToken)
    {
        using var server = await DialAsync(client, request.Host, request.Port, handshake).ConfigureAwait(false);
        if (server is not null)
        {
            await client.SendAllAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), handshake).ConfigureAwait(false);
            await SocketRelay.RunAsync(client, server, cancellationToken).ConfigureAwait(false);
        }
    }

    // One request for one connection: a client's next request may be to another host, and bodies need not be understood this way.
    private async Task ForwardAsync(
        Socket client, ForwardRequest request, ReadOnlyMemory<byte> body, CancellationToken handshake, CancellationToken cancellationToken)
    {
        using var server = await DialAsync(client, request.Host, request.Port, handshake).ConfigureAwait(false);
        if (server is null)
        {
            return;
        }

        await server.SendAllAsync(Encoding.Latin1.GetBytes(request.Head), handshake).ConfigureAwait(false);
        await server.SendAllAsync(body, handshake).ConfigureAwait(false);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SocketRelay.CopyAsync(client, server, broken);
        var isWhole = false;
        try
        {
            isWhole = await BeginAnswerAsync(server, client, broken.Token).ConfigureAwait(false)
                && await SocketRelay.CopyAsync(server, client, broken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // One of them has gone.
        }
        finally
        {
            // The answer is whole, so nobody waits for the rest of the request.
            await broken.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }

        if (!isWhole)
        {
            // As a crashed server's connection ends: an answer that is cut off must not look like one that has ended.
            client.Reset();
        }
    }

    // False when the server has gone before it said anything.
    private static async Task<bool> BeginAnswerAsync(Socket server, Socket client, CancellationToken cancellationToken)
    {
        var early = ReadOnlyMemory<byte>.Empty;
        while (true)
        {
            if (await MessageHead.ReadAsync(server, early, MessageHead.MostOfAnswer, cancellationToken).ConfigureAwait(false) is not { } head)
            {
                return false;
            }

            var lines = head.Text.Split("\r\n");
            var isInterim = lines[0].Split(' ') is [_, ['1', _, _], ..];
            var passed = isInterim ? lines : lines[1..].Where(line => !MessageFields.IsOfHop(line)).Prepend(lines[0]).Append(MessageFields.Close);
            await client.SendAllAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", passed) + "\r\n\r\n"), cancellationToken).ConfigureAwait(false);
            if (!isInterim)
            {
                await client.SendAllAsync(head.Rest, cancellationToken).ConfigureAwait(false);
                return true;
            }

            early = head.Rest;
        }
    }

    private async Task<Socket?> DialAsync(Socket client, string host, int port, CancellationToken cancellationToken)
    {
        if (network.Resolve(host, port) is not { } endPoint)
        {
            await AnswerAsync(client, "502 Bad Gateway", $"nothing serves {host}:{port} in the virtual network", cancellationToken).ConfigureAwait(false);
            return null;
        }

        try
        {
            return await SocketExtensions.ConnectTcpAsync(endPoint, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            await AnswerAsync(client, "502 Bad Gateway", $"{endPoint}, which stands for {host}:{port}: {e.Message}", cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private Task RefuseAsync(Socket client, CancellationToken cancellationToken)
    {
        var served = forwards ? "only CONNECT host:port and requests to http://host:port/… are served here" : "only CONNECT host:port is served here";
        return AnswerAsync(client, "400 Bad Request", served, cancellationToken);
    }

    private static async Task AnswerAsync(Socket client, string status, string reason, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(reason + "\n");
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await client.SendAllAsync((byte[])[.. head, .. body], cancellationToken).ConfigureAwait(false);

        // Closing with bytes unread would be a reset, which can overtake the answer.
        client.Shutdown(SocketShutdown.Send);
        while (await client.ReceiveAsync(body, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }
}
