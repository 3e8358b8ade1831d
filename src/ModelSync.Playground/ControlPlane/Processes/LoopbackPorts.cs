using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ModelSync.Playground.ControlPlane.Processes;

/// <summary>
/// Finds ports of 127.0.0.1 that nobody listens on, below the ephemeral range: a port from within it can be taken at any moment
/// by an outgoing connection, also while a server is being restarted. Nothing is reserved: a port can still be lost.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 20000;
    private const int DefaultEphemeralStart = 32768;
    private const string EphemeralRangeFile = "/proc/sys/net/ipv4/ip_local_port_range";

    public static int[] Find(int count)
    {
        var end = EphemeralStart();
        var ports = new HashSet<int>(count);
        for (var attempts = 0; ports.Count < count; attempts++)
        {
            if (attempts > 1000)
            {
                throw new ControlPlaneException($"There are no {count} free ports on 127.0.0.1 between {First} and {end - 1}.");
            }

            // A random start keeps control planes that start at the same time in different processes apart.
            var port = RandomNumberGenerator.GetInt32(First, end);
            if (!ports.Contains(port) && IsFree(port))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        if (!File.Exists(EphemeralRangeFile))
        {
            return DefaultEphemeralStart;
        }

        var start = File.ReadAllText(EphemeralRangeFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
        var value = int.Parse(start, NumberStyles.None, CultureInfo.InvariantCulture);
        return value >= First + 1000 ? value : DefaultEphemeralStart;
    }
}
