using System.Text;
using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Kubernetes.Config;

/// <summary>
/// Reads kubeconfigs from strangers, such as those in Secrets: one that may name programs to run or files to read would lend them our process
/// (Flux CVE-2022-24817). The whole document is judged and not only the context in use, since a stranger has no reason to carry what is refused.
/// It sees neither files nor environment, so there is nothing that a document could make it touch.
/// </summary>
public static class StrictKubeConfig
{
    /// <summary>The configuration of the document's context.</summary>
    /// <exception cref="KubeConfigException">
    /// <see cref="KubeConfigProblem.Insecure" /> where the document asks for what strangers may not; <see cref="KubeConfigProblem.Invalid" /> where it cannot be used.
    /// </exception>
    public static ClusterConfig Parse(ReadOnlySpan<byte> bytes, StrictKubeConfigOptions? options = null)
    {
        options ??= StrictKubeConfigOptions.Default;
        RefuseSize(bytes.Length, options);
        return Parse(DocumentText.Decode(bytes, Source(options)), options, Source(options));
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, StrictKubeConfigOptions?)" />
    public static ClusterConfig Parse(string text, StrictKubeConfigOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= StrictKubeConfigOptions.Default;
        RefuseSize(Encoding.UTF8.GetByteCount(text), options);
        return Parse(text is ['\uFEFF', .. var rest] ? rest : text, options, Source(options));
    }

    private static ClusterConfig Parse(string text, StrictKubeConfigOptions options, DocumentSource source)
    {
        var root = FieldReader.Root(source, DocumentReader.Read(text, source, plainOnly: true));
        StrictFields.Judge(root, options);
        var config = KubeConfigParser.Parse(root);
        foreach (var cluster in config.Clusters)
        {
            StrictAddresses.Judge(cluster, options);
        }

        var chosen = new KubeConfigOverrides { Context = ChooseContext(config, options) };
        JudgeContents(config);
        // The extension is meant for programs, and none will run.
        return config.ToClusterConfig(chosen) with
        {
            ExecExtensionJson = null,
            Addresses = new AddressPolicy(options.AllowLoopback, options.AllowLinkLocal),
        };
    }

    private static string ChooseContext(KubeConfig config, StrictKubeConfigOptions options)
    {
        if ((options.Context ?? config.CurrentContext) is { } name)
        {
            return config.Contexts.Any(context => string.Equals(context.Name, name, StringComparison.Ordinal))
                ? name
                : throw config.Origin.Error(
                    KubeConfigProblem.Insecure,
                    "current-context",
                    $"there is no context {Quoted.Value(name)}; known are {Quoted.Names(config.Contexts.Select(context => context.Name))} (names are case-sensitive)");
        }

        return config.Contexts switch
        {
            [var only] => only.Name,
            [] => throw config.Origin.Error(KubeConfigProblem.Insecure, "contexts", "is empty; add the one context to use"),
            _ => throw config.Origin.Error(
                KubeConfigProblem.Insecure,
                "current-context",
                $"is not set and there are several contexts, {Quoted.Names(config.Contexts.Select(context => context.Name))}; set it or keep one context"),
        };
    }

    /// <summary>Checks each pair of entries as if a context named it, so that a broken entry shows before somebody switches to it.</summary>
    private static void JudgeContents(KubeConfig config)
    {
        foreach (var cluster in config.Clusters)
        {
            _ = (config with { CurrentContext = null }).ToClusterConfig(new KubeConfigOverrides { Cluster = cluster.Name });
        }

        foreach (var user in config.Users)
        {
            _ = new UserResolver(user, token: null).Resolve();
        }
    }

    private static void RefuseSize(int bytes, StrictKubeConfigOptions options)
    {
        if (bytes > options.MaxBytes)
        {
            throw new KubeConfigException(
                KubeConfigProblem.Insecure, $"{options.Source}: the kubeconfig has {bytes} bytes, more than the {options.MaxBytes} allowed; keep only the context in use");
        }
    }

    private static DocumentSource Source(StrictKubeConfigOptions options) => new(options.Source, Directory: null);
}
