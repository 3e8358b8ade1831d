using System.Text;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>What a load balancer says in HTML, in the words of the most common one.</summary>
internal static class LoadBalancerPage
{
    public const string ContentType = "text/html";

    /// <summary>A page that asks for a login, with which portals answer whatever was asked.</summary>
    public static byte[] Login { get; } =
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form method=\"post\"></form></body></html>\n"u8.ToArray();

    public static byte[] Of(int code)
    {
        var title = $"{code} {Phrase(code)}";
        return Encoding.ASCII.GetBytes(
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
            + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
    }

    private static string Phrase(int code) => code switch
    {
        401 => "Authorization Required",
        403 => "Forbidden",
        409 => "Conflict",
        410 => "Gone",
        429 => "Too Many Requests",
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => "Internal Server Error",
    };
}
