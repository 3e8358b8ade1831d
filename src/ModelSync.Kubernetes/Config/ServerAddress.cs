namespace ModelSync.Kubernetes.Config;

/// <summary>Reads the addresses of API servers and proxies.</summary>
internal static class ServerAddress
{
    /// <summary>
    /// The base address of an API server. The scheme must be written: kubectl takes an address without one for http and then silently drops the credentials.
    /// A path is kept; a query or fragment is dropped, as kubectl does.
    /// </summary>
    public static Uri Parse(string value, Func<string, KubeConfigException> error)
    {
        var uri = ParseAny(value, error, "https");
        if (!IsScheme(uri, Uri.UriSchemeHttps) && !IsScheme(uri, Uri.UriSchemeHttp))
        {
            throw error($"has the scheme {Quoted.Value(uri.Scheme)} but must be https (or http, which sends no credentials)");
        }

        return uri.UserInfo.Length == 0
            ? new Uri(uri.GetLeftPart(UriPartial.Path))
            : throw error("holds a user name or password; write them into the user's username and password");
    }

    /// <summary>The address of a proxy, which may carry a user name and password.</summary>
    public static Uri ParseProxy(string value, Func<string, KubeConfigException> error)
    {
        var uri = ParseAny(value, error, "http");
        return IsScheme(uri, Uri.UriSchemeHttps) || IsScheme(uri, Uri.UriSchemeHttp) || IsScheme(uri, "socks5")
            ? uri
            : throw error($"has the scheme {Quoted.Value(uri.Scheme)} but must be http, https or socks5");
    }

    private static Uri ParseAny(string value, Func<string, KubeConfigException> error, string usualScheme)
    {
        // The characters are refused because readers disagree about them: .NET takes a backslash for a slash, drops spaces at the ends,
        // and folds full-width digits into an IP address.
        if (value.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007E') || value.Contains('\\', StringComparison.Ordinal))
        {
            throw error($"{Quoted.Address(value)} holds a space, a backslash, or a character outside ASCII; write the plain address (punycode for such host names)");
        }

        if (!value.Contains("://", StringComparison.Ordinal))
        {
            throw error($"{Quoted.Address(value)} has no scheme; write {usualScheme}:// before the host");
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.Port != 0
            ? uri
            : throw error($"{Quoted.Address(value)} is no address; write {usualScheme}://host:port");
    }

    private static bool IsScheme(Uri uri, string scheme) => string.Equals(uri.Scheme, scheme, StringComparison.Ordinal);
}
