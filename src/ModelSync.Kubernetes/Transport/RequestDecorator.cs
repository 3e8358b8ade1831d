using System.Net;
using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Puts on each request what does not depend on the credential: address, protocol, names and impersonation.</summary>
internal sealed class RequestDecorator
{
    private const string ImpersonateUser = "Impersonate-User";

    private readonly Uri _baseAddress;
    private readonly string _userAgent;
    private readonly string? _host;
    private readonly bool _disableCompression;
    private readonly (string Name, string Value)[] _impersonation;

    public RequestDecorator(ClusterConfig config, Uri baseAddress, string userAgent)
    {
        _baseAddress = baseAddress;
        _userAgent = userAgent;
        _disableCompression = config.DisableCompression;
        _impersonation = config.Impersonation is null ? [] : [.. Impersonation(config.Impersonation)];
        if (config.Tls.ServerName is { } name)
        {
            // The handler takes the TLS name (SNI and check) from the Host header and ignores SslOptions.TargetHost.
            _host = baseAddress.IsDefaultPort ? name : $"{name}:{baseAddress.Port}";
        }
    }

    /// <summary>Completes a request; doing it twice changes nothing.</summary>
    public void Decorate(HttpRequestMessage request)
    {
        request.RequestUri = Resolve(request.RequestUri);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.Host = _host;
        request.Headers.ExpectContinue = false;
        if (_disableCompression)
        {
            request.Headers.AcceptEncoding.Clear();
        }

        if (!request.Headers.NonValidated.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        }

        // As client-go: a request that impersonates on its own is left alone.
        if (!request.Headers.NonValidated.Contains(ImpersonateUser))
        {
            foreach ((string name, string value) in _impersonation)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Impersonation(ImpersonationConfig config)
    {
        yield return Header(ImpersonateUser, config.UserName);
        if (config.Uid is { } uid)
        {
            yield return Header("Impersonate-Uid", uid);
        }

        foreach (string group in config.Groups)
        {
            yield return Header("Impersonate-Group", group);
        }

        foreach ((string key, IReadOnlyList<string> values) in config.Extra)
        {
            foreach (string value in values)
            {
                yield return Header("Impersonate-Extra-" + EscapeKey(key), value);
            }
        }
    }

    private static (string Name, string Value) Header(string name, string value) => value.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new KubeConfigException(KubeConfigProblem.Invalid, $"The value for {name} holds a line break or NUL; names of users and groups must be one line.")
        : (name, value);

    /// <summary>Percent-encodes, as client-go does, each byte that a header's name cannot hold, and the percent sign itself.</summary>
    private static string EscapeKey(string key)
    {
        const string Legal = "!#$&'*+-.^_`|~";
        var escaped = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(key))
        {
            char c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || Legal.Contains(c, StringComparison.Ordinal) ? escaped.Append(c) : escaped.Append('%').Append(b.ToString("X2", null));
        }

        return escaped.ToString();
    }

    /// <summary>Credentials go to the configured server and nowhere else.</summary>
    private Uri Resolve(Uri? address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Uri absolute = address.IsAbsoluteUri ? address : new Uri(_baseAddress, address);
        bool isOurs = Uri.Compare(absolute, _baseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            && absolute.AbsolutePath.StartsWith(_baseAddress.AbsolutePath, StringComparison.Ordinal);
        return isOurs
            ? absolute
            : throw new ArgumentException($"{absolute.GetLeftPart(UriPartial.Path)} is not below {_baseAddress}; credentials are sent to the configured server alone.", nameof(address));
    }
}
