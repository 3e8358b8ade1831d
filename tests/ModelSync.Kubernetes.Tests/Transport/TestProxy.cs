using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>A proxy on loopback that tunnels (CONNECT, also inside TLS, or SOCKS 5), wherever it is asked to go, to one server.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly string? _password;
    private readonly bool _refuses;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public TestProxy(int target, string? password = null, X509Certificate2? certificate = null, bool refuses = false)
    {
        _target = target;
        _password = password;
        _certificate = certificate;
        _refuses = refuses;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The hosts that tunnels were asked for.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
                stream = tls;
            }

            var first = await ReadByteAsync(stream);
            var isOpen = first == 5 ? await GreetSocksAsync(stream) : await GreetHttpAsync(stream, first);
            if (isOpen)
            {
                await TunnelAsync(stream);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or the client went away.
        }
    }

    private async Task<bool> GreetHttpAsync(Stream stream, byte first)
    {
        while (true)
        {
            var head = new StringBuilder().Append((char)first);
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                head.Append((char)await ReadByteAsync(stream));
            }

            if (_refuses)
            {
                await stream.WriteAsync("HTTP/1.1 403 Not for you\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stopping.Token);
                return false;
            }

            var lines = head.ToString().Split("\r\n");
            var expected = $"Proxy-Authorization: Basic {_password}";
            if (_password is null || lines.Contains(expected, StringComparer.OrdinalIgnoreCase))
            {
                Targets.Enqueue(lines[0].Split(' ')[1]);
                await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stopping.Token);
                return true;
            }

            await stream.WriteAsync("HTTP/1.1 407 Who is there\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stopping.Token);
            first = await ReadByteAsync(stream);
        }
    }

    private async Task<bool> GreetSocksAsync(Stream stream)
    {
        await ReadAsync(stream, await ReadByteAsync(stream));
        await stream.WriteAsync(new byte[] { 5, 0 }, _stopping.Token);
        var request = await ReadAsync(stream, 4);
        var host = request[3] == 3 ? await ReadAsync(stream, await ReadByteAsync(stream)) : await ReadAsync(stream, request[3] == 1 ? 4 : 16);
        var port = await ReadAsync(stream, 2);
        Targets.Enqueue($"{(request[3] == 3 ? Encoding.ASCII.GetString(host) : new IPAddress(host).ToString())}:{(port[0] << 8) | port[1]}");
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, _stopping.Token);
        return true;
    }

    private async Task TunnelAsync(Stream stream)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
        await Task.WhenAny(stream.CopyToAsync(server.GetStream(), _stopping.Token), server.GetStream().CopyToAsync(stream, _stopping.Token));
    }

    private async Task<byte> ReadByteAsync(Stream stream) => (await ReadAsync(stream, 1))[0];

    private async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stopping.Token);
        return bytes;
    }
}
