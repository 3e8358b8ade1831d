using System.Net;

namespace ModelSync.Kubernetes.Config;

/// <summary>Judges `tls-server-name`, which travels in the Host header of each request: anything else than a host breaks the header, or adds others.</summary>
internal static class TlsServerName
{
    public const string Rule = "is no host name or address; write the name alone that the server's certificate carries";

    public static bool IsValid(string name)
    {
        if (name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        // An address with a zone is nobody's name in a certificate, and brackets are the header's own.
        return Uri.CheckHostName(name) switch
        {
            UriHostNameType.Dns or UriHostNameType.IPv4 => true,
            UriHostNameType.IPv6 => IPAddress.TryParse(name, out _) && !name.AsSpan().ContainsAny('%', '['),
            _ => false,
        };
    }
}
