namespace ModelSync.Kubernetes.Config;

/// <summary>Finds what a context names, applies the overrides and checks the outcome; names match case-sensitively.</summary>
internal sealed class KubeConfigResolver(KubeConfig config, KubeConfigOverrides overrides)
{
    public ClusterConfig Resolve()
    {
        var context = FindContext();
        var cluster = FindCluster(context);
        var user = FindUser(context);
        var server = ResolveServer(cluster);
        var credentials = user is null ? OverrideToken() : new UserResolver(user, overrides.NonEmptyToken).Resolve();
        return new ClusterConfig
        {
            Server = server,
            Tls = cluster is null ? TlsConfig.SystemTrust : ResolveTls(cluster),
            ProxyUrl = cluster?.ProxyUrl is { } proxy
                ? ServerAddress.ParseProxy(proxy, message => cluster.Origin.Error(KubeConfigProblem.Invalid, "proxy-url", message))
                : null,
            // As kubectl: credentials never travel unencrypted.
            Credentials = string.Equals(server.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) ? credentials : null,
            Impersonation = ImpersonationResolver.Resolve(user, overrides),
            Namespace = ResolveNamespace(context),
            DisableCompression = cluster?.DisableCompression ?? false,
            ExecExtensionJson = cluster?.ExecExtensionJson,
        };
    }

    private KubeConfigContext? FindContext()
    {
        if (overrides.Context is { Length: > 0 } asked)
        {
            return Find(config.Contexts, context => context.Name, asked)
                ?? throw Missing(config.Origin, "contexts", "context", asked, config.Contexts.Select(context => context.Name));
        }

        return config.CurrentContext is { } current
            ? Find(config.Contexts, context => context.Name, current)
                ?? throw Missing(config.Origin, "current-context", "context", current, config.Contexts.Select(context => context.Name))
            : null;
    }

    private KubeConfigCluster? FindCluster(KubeConfigContext? context)
    {
        var name = overrides.Cluster is { Length: > 0 } asked ? asked : context?.Cluster;
        if (name is not null)
        {
            return Find(config.Clusters, cluster => cluster.Name, name)
                ?? throw Missing(context?.Origin ?? config.Origin, "cluster", "cluster", name, config.Clusters.Select(cluster => cluster.Name));
        }

        if (overrides.Server is { Length: > 0 })
        {
            return null;
        }

        throw context is null
            ? config.Origin.Error(
                KubeConfigProblem.Invalid,
                "current-context",
                $"is not set; set it, or ask for one of the contexts {Quoted.Names(config.Contexts.Select(known => known.Name))}")
            : context.Origin.Error(KubeConfigProblem.Invalid, "cluster", $"is not set in the context {Quoted.Value(context.Name)}; name a cluster");
    }

    // kubectl goes on as an anonymous caller when a context names a user that does not exist; that only delays the error.
    private KubeConfigUser? FindUser(KubeConfigContext? context)
    {
        var name = overrides.User is { Length: > 0 } asked ? asked : context?.User;
        return name is null
            ? null
            : Find(config.Users, user => user.Name, name)
                ?? throw Missing(context?.Origin ?? config.Origin, "user", "user", name, config.Users.Select(user => user.Name));
    }

    private Uri ResolveServer(KubeConfigCluster? cluster)
    {
        if (overrides.ServerUri is { } server)
        {
            return server;
        }

        return cluster!.Server is { } written
            ? ServerAddress.Parse(written, message => cluster.Origin.Error(KubeConfigProblem.Invalid, "server", message))
            : throw cluster.Origin.Error(KubeConfigProblem.Invalid, "server", $"is missing in the cluster {Quoted.Value(cluster.Name)}; write the API server's address");
    }

    private TlsConfig ResolveTls(KubeConfigCluster cluster)
    {
        var authority = PemFields.Read(
            cluster.Origin, "certificate-authority", cluster.CertificateAuthority, cluster.CertificateAuthorityData, PemText.CertificateProblem);
        if (authority is not null && cluster.InsecureSkipTlsVerify)
        {
            throw cluster.Origin.Error(
                KubeConfigProblem.Invalid, "insecure-skip-tls-verify", "is true beside a certificate authority, which it would ignore; remove one of them");
        }

        if (cluster.TlsServerName is { } name && !TlsServerName.IsValid(name))
        {
            throw cluster.Origin.Error(KubeConfigProblem.Invalid, "tls-server-name", $"is {Quoted.Value(name)}, which {TlsServerName.Rule}");
        }

        return new TlsConfig
        {
            CertificateAuthority = authority,
            // A name for the file's server says nothing about another server, so kubectl drops it too.
            ServerName = overrides.Server is { Length: > 0 } ? null : cluster.TlsServerName,
            SkipVerification = cluster.InsecureSkipTlsVerify,
        };
    }

    private string? ResolveNamespace(KubeConfigContext? context)
    {
        if (overrides.NonEmptyNamespace is { } asked)
        {
            return asked;
        }

        return context?.Namespace is not { } name || NamespaceName.IsValid(name)
            ? context?.Namespace
            : throw context.Origin.Error(KubeConfigProblem.Invalid, "namespace", $"is {Quoted.Value(name)}; {NamespaceName.Rule}");
    }

    private TokenCredentialConfig? OverrideToken() => overrides.NonEmptyToken is { } token ? new TokenCredentialConfig { Token = token } : null;

    private static T? Find<T>(IEnumerable<T> entries, Func<T, string> name, string wanted)
        where T : class =>
        entries.FirstOrDefault(entry => string.Equals(name(entry), wanted, StringComparison.Ordinal));

    private static KubeConfigException Missing(KubeConfigOrigin origin, string field, string kind, string name, IEnumerable<string> known) => origin.Error(
        KubeConfigProblem.Invalid, field, $"there is no {kind} {Quoted.Value(name)}; known are {Quoted.Names(known)} (names are case-sensitive)");
}
