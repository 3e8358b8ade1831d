using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Makes the clusters of one registry.</summary>
internal sealed class ClusterFactory(ClusterRegistryOptions options, RuntimeServices services, ClusterFeed feed)
{
    private readonly ClusterRegistryOptions _options = options with
    {
        Informers = options.Informers ?? (client => new InformerSet(client, services)),
        Events = options.Events ?? (client => new EventRecorder(client, options.Recorder, services)),
        Client = options.Client with
        {
            TimeProvider = services.TimeProvider,
            LoggerFactory = services.LoggerFactory,
            Meter = services.Meter,
            Jitter = services.Jitter,
        },
    };

    public Cluster Make(ClusterName name, Func<CancellationToken, Task<IKubernetesClient>> source, IKubernetesClient? ready, ClusterOptions? settings)
    {
        settings ??= new ClusterOptions();
        settings.Validate();
        return new Cluster(name, source, ready, settings, _options, services, feed);
    }

    /// <summary>Makes clients of a configuration; called away from whoever names it, because it reads files.</summary>
    public Func<CancellationToken, Task<IKubernetesClient>> ClientOf(ClusterName name, ClusterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var named = _options.Client with { Cluster = name };
        return _ => Task.FromResult<IKubernetesClient>(KubernetesClient.Create(config, named));
    }
}
