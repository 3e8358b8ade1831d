using System.Net;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// The transport of one cluster: HTTP/2 where the server speaks it, credentials set per request, connections replaced when the authority or the client
/// certificate changes.
/// Disposing it refuses new requests; answers that are still being read go on until they are disposed.
/// </summary>
public sealed class ClusterTransport : IApiTransport
{
    private readonly TransportOptions _options;
    private readonly ICredentialSource _credentials;
    private readonly ConnectionSets _connections;
    private readonly RequestDecorator _decorator;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private ClusterTransport(
        Uri baseAddress,
        TransportOptions options,
        ICredentialSource credentials,
        ConnectionSets connections,
        RequestDecorator decorator,
        TimeProvider time,
        ILogger logger)
    {
        _time = time;
        BaseAddress = baseAddress;
        _options = options;
        _credentials = credentials;
        _connections = connections;
        _decorator = decorator;
        _logger = logger;
    }

    /// <inheritdoc />
    public Uri BaseAddress { get; }

    /// <summary>A transport with the credentials that the configuration names. Reads certificate files, but opens no connection and starts no plugin.</summary>
    /// <exception cref="KubeConfigException">The configuration cannot be used; the message names the field and the remedy.</exception>
    public static ClusterTransport Create(ClusterConfig config, TransportOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        TransportOptions.Validate(options);
        return Create(config, options, CredentialSources.Create(config, options.PluginTimeout, timeProvider, loggerFactory), timeProvider, loggerFactory);
    }

    /// <summary>
    /// A transport with credentials from a source of the caller's own, which it owns from then on; those that the configuration names are not used, but
    /// for its client certificate.
    /// </summary>
    /// <exception cref="KubeConfigException">The configuration cannot be used; the message names the field and the remedy.</exception>
    public static ClusterTransport Create(
        ClusterConfig config, TransportOptions options, ICredentialSource credentials, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        TransportOptions.Validate(options);
        var baseAddress = BaseAddressOf(config, hasCredentials: config.Credentials is not null || credentials is not StaticCredentials { IsAnonymous: true });
        if (config.Tls.ServerName is { } name && !TlsServerName.IsValid(name))
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid, $"tls-server-name is {Quoted.Value(name)}, which {TlsServerName.Rule}.");
        }

        var decorator = new RequestDecorator(config, baseAddress, options.UserAgent);
        var proxy = ProxyAddress.For(config);

        // A proxy from our own environment is our choice, and resolves names itself.
        var policy = proxy is not null && config.ProxyUrl is null ? null : config.Addresses;
        var handlers = new HandlerFactory(options, proxy, policy, timeProvider);
        var logger = loggerFactory.CreateLogger<ClusterTransport>();
        var trust = TlsSources.Trust(config.Tls, timeProvider, logger);
        var identity = TlsSources.Identity(config.Credentials?.ClientCertificate, timeProvider, logger);
        return new ClusterTransport(baseAddress, options, credentials, new ConnectionSets(trust, identity, handlers, logger), decorator, timeProvider, logger);
    }

    /// <inheritdoc />
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _decorator.Decorate(request);
        var credential = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        (var response, var shown) = await SendOnceAsync(request, lane, credential, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        Credential? fresh;
        try
        {
            fresh = await FindFreshAsync(credential, shown, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (fresh is null)
        {
            return response;
        }

        response.Dispose();
        return (await SendOnceAsync(request, lane, fresh, cancellationToken).ConfigureAwait(false)).Response;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await _credentials.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Tokens over plain HTTP can be read by everyone on the way. client-go sends them all the same; we do so only where the way is this machine's own
    /// (kubectl proxy, test servers).
    /// </summary>
    private static Uri BaseAddressOf(ClusterConfig config, bool hasCredentials)
    {
        var server = config.Server;
        if (!server.IsAbsoluteUri || server.Scheme is not ("http" or "https") || server.Query.Length > 0 || server.UserInfo.Length > 0)
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid, "server must be an http or https address without user name and query.");
        }

        if (hasCredentials && server.Scheme is "http" && !server.IsLoopback)
        {
            throw new KubeConfigException(KubeConfigProblem.Insecure,
                $"server {server} has no TLS, and the credentials would be readable on the way; use https, or leave the credentials out.");
        }

        return server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");
    }

    /// <summary>What to show after a 401; null when there is nothing but what was refused.</summary>
    private async Task<Credential?> FindFreshAsync(Credential refused, ClientIdentity? shown, CancellationToken cancellationToken)
    {
        try
        {
            _credentials.Invalidate(refused);
            var fresh = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            var hasNewIdentity = fresh.Identity is null && await _connections.HasNewIdentityAsync(shown, cancellationToken).ConfigureAwait(false);
            return hasNewIdentity || !fresh.ShowsSameAs(refused) ? fresh : null;
        }
        catch (CredentialException e)
        {
            TransportLog.NoFreshCredential(_logger, BaseAddress, e.Message);
            return null;
        }
    }

    private async Task<(HttpResponseMessage Response, ClientIdentity? Shown)> SendOnceAsync(
        HttpRequestMessage request, TransportLane lane, Credential credential, CancellationToken cancellationToken)
    {
        var connections = await _connections.EnterAsync(credential, cancellationToken).ConfigureAwait(false);
        using var limit = ConnectionLimit.Start(request, _options.ConnectTimeout, _time, cancellationToken);
        try
        {
            request.Headers.Authorization = credential.Authorization;
            var response = await connections.SendAsync(request, lane, limit.Token).ConfigureAwait(false);
            response.Content = new ApiResponseContent(response.Content, connections);
            return (response, connections.Identity);
        }
        catch (Exception e)
        {
            connections.Leave();
            if (Explain(e, limit, cancellationToken) is { } explained)
            {
                throw explained;
            }

            throw;
        }
        finally
        {
            // The answer leads back to its request, and a request prints its headers.
            request.Headers.Authorization = null;
        }
    }

    private Exception? Explain(Exception error, ConnectionLimit limit, CancellationToken cancellationToken) => error switch
    {
        // A connect timeout, the handler's or ours, comes as a cancellation, which callers would take for their own.
        OperationCanceledException when cancellationToken.IsCancellationRequested => new TaskCanceledException(error.Message, error, cancellationToken),
        _ when cancellationToken.IsCancellationRequested => null,
        _ when limit.IsExceeded || error is OperationCanceledException =>
            new HttpRequestException(HttpRequestError.ConnectionError,
                $"No connection to {BaseAddress} within {_options.ConnectTimeout.TotalSeconds:0.#} s.", error),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e =>
            new HttpRequestException(e.HttpRequestError,
                $"TLS with {BaseAddress} failed: {(e.InnerException ?? e).Message.TrimEnd('.')}. Check certificate-authority, tls-server-name and the server's certificate.", e),
        _ => null,
    };
}
