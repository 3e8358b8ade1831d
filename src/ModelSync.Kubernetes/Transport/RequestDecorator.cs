using System.Net;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Puts on each request what does not depend on the credential: address, protocol, names and impersonation.</summary>
internal sealed class RequestDecorator
{
    private readonly Uri _baseAddress;
    private readonly string _userAgent;
    private readonly string? _host;
    private readonly bool _disableCompression;
    private readonly ImpersonationHeaders _impersonation;

    public RequestDecorator(ClusterConfig config, Uri baseAddress, string userAgent)
    {
        _baseAddress = baseAddress;
        _userAgent = userAgent;
        _disableCompression = config.DisableCompression;
        _impersonation = new ImpersonationHeaders(config.Impersonation);
        if (config.Tls.ServerName is { } name && baseAddress.Scheme is "https")
        {
            // The handler takes the TLS name (SNI and check) from the Host header and ignores SslOptions.TargetHost. So the name also stands in the Host
            // (HTTP/2: :authority) of each request, where client-go leaves the server's own: a proxy that routes by it sees the other name.
            var host = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : name;
            _host = baseAddress.IsDefaultPort ? host : $"{host}:{baseAddress.Port}";
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

        _impersonation.AddTo(request);
    }

    /// <summary>Credentials go to the configured server and nowhere else.</summary>
    private Uri Resolve(Uri? address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var absolute = address.IsAbsoluteUri ? address : new Uri(_baseAddress, address);
        var isOurs = Uri.Compare(absolute, _baseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            && absolute.AbsolutePath.StartsWith(_baseAddress.AbsolutePath, StringComparison.Ordinal);
        return isOurs
            ? absolute
            : throw new ArgumentException(
                $"{absolute.GetLeftPart(UriPartial.Path)} is not below {_baseAddress}; credentials are sent to the configured server alone.", nameof(address));
    }
}
