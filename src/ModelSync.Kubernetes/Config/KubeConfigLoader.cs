namespace ModelSync.Kubernetes.Config;

/// <summary>Reads kubeconfig files, as kubectl finds and merges them.</summary>
public sealed class KubeConfigLoader(IConfigEnvironment environment)
{
    /// <summary>The variable that lists kubeconfig files.</summary>
    public const string Variable = "KUBECONFIG";

    /// <summary>A loader for the environment of this process.</summary>
    public static KubeConfigLoader Default { get; } = new(SystemConfigEnvironment.Instance);

    /// <summary>
    /// The files that <see cref="ReadDefault" /> reads, the strongest first: those of KUBECONFIG (each once, empty names left out), or else ~/.kube/config.
    /// </summary>
    public IReadOnlyList<string> DefaultPaths
    {
        get
        {
            if (environment.GetVariable(Variable) is { Length: > 0 } list)
            {
                return [.. list.Split(environment.PathListSeparator, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
            }

            return environment.HomeDirectory is { } home ? [Path.Combine(home, ".kube", "config")] : [];
        }
    }

    /// <summary>One file, which must exist.</summary>
    /// <exception cref="KubeConfigException">The file is missing or is no kubeconfig.</exception>
    public KubeConfig ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TryRead(path) ?? throw new KubeConfigException(KubeConfigProblem.NotFound, $"there is no kubeconfig {Quoted.Value(path)}; check the path");
    }

    /// <summary>The files of <see cref="DefaultPaths" />, merged; those that are missing are left out, and null says that all are.</summary>
    /// <exception cref="KubeConfigException">One of the files cannot be read or is no kubeconfig.</exception>
    public KubeConfig? ReadDefault()
    {
        List<KubeConfig> configs = [.. DefaultPaths.Select(TryRead).OfType<KubeConfig>()];
        return configs.Count == 0 ? null : KubeConfig.Merge(configs);
    }

    private KubeConfig? TryRead(string path)
    {
        try
        {
            var absolute = Path.GetFullPath(path, environment.CurrentDirectory);
            return environment.ReadFile(absolute) is { } bytes ? KubeConfig.Parse(bytes, path, Path.GetDirectoryName(absolute)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid, $"the kubeconfig {Quoted.Value(path)} cannot be read: {exception.Message}", exception);
        }
    }
}
