using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Kubernetes.Config;

/// <summary>Turns the nodes of a document into a <see cref="KubeConfig" />; fields that it does not know are ignored, as kubectl does.</summary>
internal static class KubeConfigParser
{
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    public static KubeConfig Parse(FieldReader root)
    {
        RequireValue(root, "apiVersion", "v1");
        RequireValue(root, "kind", "Config");
        return new KubeConfig
        {
            Clusters = Named(root, "clusters", "cluster", ReadCluster),
            Users = Named(root, "users", "user", ReadUser),
            Contexts = Named(root, "contexts", "context", ReadContext),
            CurrentContext = root.String("current-context"),
            Origin = new KubeConfigOrigin(root),
        };
    }

    private static void RequireValue(FieldReader root, string field, string expected)
    {
        if (root.String(field) is { } value && !string.Equals(value, expected, StringComparison.Ordinal))
        {
            throw root.Error(KubeConfigProblem.Invalid, field, $"is {Quoted.Value(value)} but must be '{expected}' in a kubeconfig");
        }
    }

    private static List<T> Named<T>(FieldReader root, string list, string body, Func<string, FieldReader, T> read)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<T>();
        foreach (var item in root.Mappings(list))
        {
            var name = item.String("name") ?? throw item.Error(KubeConfigProblem.Invalid, "name", "is missing; give the entry a name");
            if (!names.Add(name))
            {
                throw item.Error(KubeConfigProblem.Invalid, "name", $"is {Quoted.Value(name)}, as in an earlier entry; names must differ");
            }

            entries.Add(read(name, item.Mapping(body) ?? new FieldReader(item.Source, item.PathOf(body), new MappingNode([], item.Node.Line, item.Node.Column))));
        }

        return entries;
    }

    private static KubeConfigCluster ReadCluster(string name, FieldReader cluster) => new()
    {
        Name = name,
        Origin = new KubeConfigOrigin(cluster),
        Server = cluster.String("server"),
        TlsServerName = cluster.String("tls-server-name"),
        InsecureSkipTlsVerify = cluster.Boolean("insecure-skip-tls-verify"),
        CertificateAuthority = cluster.String("certificate-authority"),
        CertificateAuthorityData = cluster.Base64("certificate-authority-data"),
        ProxyUrl = cluster.String("proxy-url"),
        DisableCompression = cluster.Boolean("disable-compression"),
        ExecExtensionJson = ReadExecExtension(cluster),
    };

    private static string? ReadExecExtension(FieldReader cluster)
    {
        var extension = cluster.Mappings("extensions").FirstOrDefault(item => string.Equals(item.String("name"), ExecExtension, StringComparison.Ordinal));
        return extension?.Value("extension") is { } value ? NodeJson.Write(value, extension.Source, extension.PathOf("extension")) : null;
    }

    private static KubeConfigContext ReadContext(string name, FieldReader context) => new()
    {
        Name = name,
        Origin = new KubeConfigOrigin(context),
        Cluster = context.String("cluster"),
        User = context.String("user"),
        Namespace = context.String("namespace"),
    };

    private static KubeConfigUser ReadUser(string name, FieldReader user) => new()
    {
        Name = name,
        Origin = new KubeConfigOrigin(user),
        ClientCertificate = user.String("client-certificate"),
        ClientCertificateData = user.Base64("client-certificate-data"),
        ClientKey = user.String("client-key"),
        ClientKeyData = user.Base64("client-key-data"),
        Token = user.String("token"),
        TokenFile = user.String("tokenFile"),
        Username = user.String("username"),
        Password = user.String("password"),
        Impersonate = user.String("as"),
        ImpersonateUid = user.String("as-uid"),
        ImpersonateGroups = user.Strings("as-groups"),
        ImpersonateExtra = ReadExtra(user),
        Exec = user.Mapping("exec") is { } exec ? ReadExec(exec) : null,
        AuthProvider = user.Mapping("auth-provider") is { } provider ? provider.String("name") ?? "" : null,
    };

    private static Dictionary<string, IReadOnlyList<string>> ReadExtra(FieldReader user)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (user.Mapping("as-user-extra") is { } mapping)
        {
            foreach (var entry in mapping.Node.Entries)
            {
                extra.Add(entry.Key.Value, mapping.Strings(entry.Key.Value));
            }
        }

        return extra;
    }

    private static KubeConfigExec ReadExec(FieldReader exec) => new()
    {
        Origin = new KubeConfigOrigin(exec),
        ApiVersion = exec.String("apiVersion"),
        Command = exec.String("command"),
        Arguments = exec.Strings("args"),
        Environment =
        [
            .. exec.Mappings("env").Select(variable => new KeyValuePair<string, string>(
                variable.String("name") ?? throw variable.Error(KubeConfigProblem.Invalid, "name", "is missing; name the variable"),
                variable.String("value") ?? "")),
        ],
        InstallHint = exec.String("installHint"),
        ProvideClusterInfo = exec.Boolean("provideClusterInfo"),
        InteractiveMode = exec.String("interactiveMode"),
    };
}
