namespace ModelSync.Kubernetes.Config;

/// <summary>Finds the configuration of the cluster to talk to. Starts no process and opens no connection.</summary>
public sealed class ClusterConfigLoader(IConfigEnvironment environment)
{
    private readonly KubeConfigLoader _files = new(environment);

    /// <summary>A loader for the environment of this process.</summary>
    public static ClusterConfigLoader Default { get; } = new(SystemConfigEnvironment.Instance);

    /// <summary>
    /// The configuration from the first of these that applies, which is controller-runtime's order: the file at <paramref name="path" />;
    /// the files in KUBECONFIG, where that is set; the pod's service account; ~/.kube/config.
    /// Overrides that name a context, cluster or user skip the service account, which has none.
    /// </summary>
    /// <exception cref="KubeConfigException">None of them applies, or the one that does cannot be used.</exception>
    public ClusterConfig LoadDefault(string? path = null, KubeConfigOverrides? overrides = null)
    {
        overrides ??= KubeConfigOverrides.None;
        if (!string.IsNullOrEmpty(path))
        {
            return _files.ReadFile(path).ToClusterConfig(overrides);
        }

        KubeConfigException? notInCluster = null;
        if (!overrides.NameEntries && environment.GetVariable(KubeConfigLoader.Variable) is null or "")
        {
            try
            {
                return LoadInCluster(overrides);
            }
            catch (KubeConfigException exception) when (exception.Problem == KubeConfigProblem.NotFound)
            {
                notInCluster = exception;
            }
        }

        return _files.ReadDefault()?.ToClusterConfig(overrides) ?? throw NothingFound(notInCluster);
    }

    /// <summary>The configuration of the pod that this process runs in; of the overrides, the server, token, namespace and impersonation apply.</summary>
    /// <exception cref="KubeConfigException">This process runs in no pod.</exception>
    public ClusterConfig LoadInCluster(KubeConfigOverrides? overrides = null)
    {
        overrides ??= KubeConfigOverrides.None;
        var config = InClusterConfig.Load(environment);
        var server = overrides.ServerUri ?? config.Server;
        var credentials = overrides.NonEmptyToken is { } token ? new TokenCredentialConfig { Token = token } : config.Credentials;
        return config with
        {
            Server = server,
            // As for kubeconfigs: credentials never travel unencrypted.
            Credentials = string.Equals(server.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) ? credentials : null,
            Namespace = overrides.NonEmptyNamespace ?? config.Namespace,
            Impersonation = ImpersonationResolver.Resolve(user: null, overrides),
        };
    }

    private KubeConfigException NothingFound(KubeConfigException? notInCluster)
    {
        var paths = _files.DefaultPaths is { Count: > 0 } known ? $"none of the kubeconfigs {Quoted.Names(known)} exists" : "there is no home folder to look for .kube/config in";
        return new KubeConfigException(
            KubeConfigProblem.NotFound,
            notInCluster is null ? $"{paths}; set {KubeConfigLoader.Variable} or name a file" : $"{notInCluster.Message}; and {paths}",
            notInCluster);
    }
}
