using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Client;

/// <summary>The client of one cluster; make one and keep it, because it owns the connections.</summary>
public sealed class KubernetesClient : IKubernetesClient
{
    private readonly IApiTransport _transport;
    private readonly ClientCore _core;

    /// <summary>A client over a transport, which it owns from now on.</summary>
    public KubernetesClient(IApiTransport transport, KubernetesClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _transport = transport;
        _core = new ClientCore(new ApiSender(transport, options), options);
        Discovery = new DiscoveryClient(_core);
        Proxy = new ProxyClient(transport, _core);
    }

    /// <summary>A client of the cluster that a configuration describes. Opens no connection and starts no exec plugin before the first request.</summary>
    /// <exception cref="KubeConfigException">The configuration cannot be used; the message names the field and the remedy.</exception>
    public static KubernetesClient Create(ClusterConfig config, KubernetesClientOptions? options = null)
    {
        options ??= new KubernetesClientOptions();
        return new KubernetesClient(ClusterTransport.Create(config, options.Transport, options.TimeProvider, options.LoggerFactory), options);
    }

    /// <inheritdoc />
    public ClusterName Cluster => _core.Options.Cluster;

    /// <inheritdoc />
    public IDiscoveryClient Discovery { get; }

    /// <inheritdoc />
    public IProxyClient Proxy { get; }

    /// <inheritdoc />
    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        return new ResourceClient<T>(_core, type);
    }

    /// <inheritdoc />
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = Resolve(request);
        return _core.Sender.SendRawAsync(request, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _core.Sender.EndMetrics();
        return _transport.DisposeAsync();
    }

    // Credentials go along with every request, so that none may name another host, nor leave the path below which the server stands.
    private Uri Resolve(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: false } uri)
        {
            throw new ArgumentException($"the request's URI \"{request.RequestUri}\" must be relative to the API server", nameof(request));
        }

        var path = uri.OriginalString.TrimStart('/');
        var resolved = new Uri(_transport.BaseAddress, path);
        return PathRules.HasParentSegment(path) || !_transport.BaseAddress.IsBaseOf(resolved)
            ? throw new ArgumentException($"the request's URI \"{uri}\" leads away from the API server: name a path on it, without \"..\"", nameof(request))
            : resolved;
    }
}
