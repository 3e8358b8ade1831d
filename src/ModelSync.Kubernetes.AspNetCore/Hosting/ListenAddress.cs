using System.Globalization;
using System.Net;

namespace ModelSync.Kubernetes.AspNetCore.Hosting;

/// <summary>Reads addresses to listen on as Kubernetes' flags write them.</summary>
public static class ListenAddress
{
    /// <summary>
    /// Reads <c>:8080</c> (all addresses of the machine), <c>127.0.0.1:8080</c>, <c>[::1]:8080</c> or <c>localhost:8080</c>; null for <c>0</c> and nothing at
    /// all, which switch a server off.
    /// </summary>
    public static IPEndPoint? Parse(string? text)
    {
        if (text is null or "" or "0")
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new FormatException($"The address '{text}' has no port: write it as in ':8080' or '127.0.0.1:8080', or '0' for no server.");
        }

        var host = text[..colon];
        var address = host switch
        {
            "" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            ['[', .. var inner, ']'] when IPAddress.TryParse(inner, out var six) => six,
            _ when !host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out var four) => four,
            _ => throw new FormatException($"The address '{text}' names no IP address: write it as in ':8080', '127.0.0.1:8080' or '[::1]:8080'."),
        };
        return new IPEndPoint(address, port);
    }
}
