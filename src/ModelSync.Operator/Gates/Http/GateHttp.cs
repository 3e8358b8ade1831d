using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Sends requests that users make the operator send. No cookies, no proxies but that for pods, and redirects only within one server.</summary>
internal sealed class GateHttp : IDisposable
{
    private const int MostHeadersKiB = 64;
    private const int MostRedirects = 3;
    private readonly GateHttpOptions _options;
    private readonly AddressGuard _guard;
    private readonly TcpConnector _connector;
    private readonly HttpMessageInvoker _users;
    private readonly HttpMessageInvoker _pods;

    /// <summary>Sends with the system's resolver, or the given one.</summary>
    public GateHttp(GateHttpOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _guard) = (options, new AddressGuard(options));
        _connector = new TcpConnector(new TransportOptions { ConnectTimeout = options.ConnectTimeout }, options.TimeProvider, resolve);
        _users = new HttpMessageInvoker(Guarded(_guard.OfUserAsync));
        _pods = new HttpMessageInvoker(options.PodProxy is { } proxy ? Proxied(proxy) : Guarded(_guard.OfPodAsync));
    }

    /// <summary>Sends a request to an address that a user wrote; the caller disposes the answer.</summary>
    /// <param name="request">The request; a body may be sent once only, so that only requests without one are redirected.</param>
    /// <param name="authorities">Whom to trust instead of the system's authorities; null: those.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<GateHttpAnswer> SendToUserAsync(HttpRequestMessage request, X509Certificate2Collection? authorities, CancellationToken cancellationToken)
    {
        var whom = Whom(request.RequestUri!);
        if (authorities is null)
        {
            return new GateHttpAnswer(await SendAsync(_users, request, whom, cancellationToken).ConfigureAwait(false), whom, null);
        }

        // Connections that were opened with other authorities must not be used again, so it has a pool of its own.
        var handler = Guarded(_guard.OfUserAsync);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(authorities) };
        var invoker = new HttpMessageInvoker(handler);
        try
        {
            return new GateHttpAnswer(await SendAsync(invoker, request, whom, cancellationToken).ConfigureAwait(false), whom, invoker);
        }
        catch
        {
            invoker.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request to a pod's address.</summary>
    public async Task<HttpResponseMessage> SendToPodAsync(HttpRequestMessage request, IPEndPoint pod, string whom, CancellationToken cancellationToken)
    {
        // The proxy connects for us and knows no guard, so the address is judged here; it is no name that could come to mean another.
        if (!await _guard.AllowsPodAsync(pod, cancellationToken).ConfigureAwait(false))
        {
            throw new GateHttpException(GateHttpFailure.Refused, $"{whom} has the address {pod}, which the operator does not connect to");
        }

        if (_options.PodProxy is null)
        {
            return await SendAsync(_pods, request, whom, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var answer = await SendAsync(_pods, request, whom, cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout))
            {
                return answer;
            }

            // What the proxy says of a pod that it did not reach.
            answer.Dispose();
        }
        catch (GateHttpException e) when (e.Failure == GateHttpFailure.Unreachable)
        {
            throw new GateHttpException(GateHttpFailure.Way, $"the pod proxy cannot be reached, and so neither can {whom}", e);
        }

        throw new GateHttpException(GateHttpFailure.Unreachable, $"{whom} cannot be reached through the pod proxy (502 or 504)");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _users.Dispose();
        _pods.Dispose();
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker invoker, HttpRequestMessage request, string whom, CancellationToken cancellationToken)
    {
        var current = request;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendOnceAsync(invoker, current, whom, cancellationToken).ConfigureAwait(false);
            if (Redirect.Of(current, answer) is not { } target)
            {
                return answer;
            }

            answer.Dispose();
            if (redirects == MostRedirects || !Redirect.IsSameServer(current.RequestUri!, target))
            {
                throw new GateHttpException(GateHttpFailure.Redirect, $"{whom} redirects to another server, or again and again: name the address that answers");
            }

            current = Redirect.Follow(current, target);
        }
    }

    private static async Task<HttpResponseMessage> SendOnceAsync(
        HttpMessageInvoker invoker, HttpRequestMessage request, string whom, CancellationToken cancellationToken)
    {
        try
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw GateHttpException.From(e, whom);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own limit for connections looks like a cancellation.
            throw new GateHttpException(GateHttpFailure.Unreachable, $"{whom} accepts no connection", e);
        }
    }

    private static string Whom(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private SocketsHttpHandler Guarded(ConnectionGuard guard)
    {
        var handler = Plain();
        handler.UseProxy = false;
        handler.ConnectCallback = (context, cancellationToken) => _connector.ConnectAsync(context.DnsEndPoint, guard, cancellationToken);
        return handler;
    }

    private SocketsHttpHandler Proxied(Uri proxy)
    {
        var handler = Plain();
        (handler.UseProxy, handler.Proxy) = (true, new WebProxy(proxy));
        return handler;
    }

    private SocketsHttpHandler Plain() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        MaxConnectionsPerServer = _options.MostConnectionsPerHost,
        MaxResponseHeadersLength = MostHeadersKiB,
        ConnectTimeout = _options.ConnectTimeout,
        PooledConnectionIdleTimeout = _options.IdleTimeout,
        PooledConnectionLifetime = _options.ConnectionLifetime,

        // A trace of ours in the logs of strangers is of no use to them, and none of their business.
        ActivityHeadersPropagator = null,
    };
}
