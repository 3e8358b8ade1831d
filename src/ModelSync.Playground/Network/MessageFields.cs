namespace ModelSync.Playground.Network;

/// <summary>The header fields of HTTP messages, as far as a proxy must know them.</summary>
internal static class MessageFields
{
    public const string Close = "Connection: close";

    // Transfer-Encoding belongs to a hop as well, but stays: the body is passed on as it is.
    private static readonly string[] OfHop = ["Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Upgrade"];

    public static bool IsOfHop(string line) => Array.Exists(OfHop, name => Is(line, name));

    public static bool Is(string line, string name) =>
        line.Length > name.Length && line[name.Length] is ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
