using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Kubernetes.Config;

/// <summary>A parsed kubeconfig: one document, or several merged. Parsing opens no file, starts no process and judges no entry's content.</summary>
public sealed record KubeConfig
{
    /// <summary>A kubeconfig without entries.</summary>
    public static KubeConfig Empty { get; } = new();

    /// <summary>The `clusters`, in the order of the document.</summary>
    public IReadOnlyList<KubeConfigCluster> Clusters { get; init; } = [];

    /// <summary>The `users`, in the order of the document.</summary>
    public IReadOnlyList<KubeConfigUser> Users { get; init; } = [];

    /// <summary>The `contexts`, in the order of the document.</summary>
    public IReadOnlyList<KubeConfigContext> Contexts { get; init; } = [];

    /// <summary>The name of the context to use unless another is asked for.</summary>
    public string? CurrentContext { get; init; }

    /// <summary>Where the document, or the one that sets <see cref="CurrentContext" />, stands.</summary>
    public KubeConfigOrigin Origin { get; init; } = KubeConfigOrigin.Memory;

    /// <summary>Parses UTF-8 YAML or JSON; <paramref name="source" /> names it in errors, <paramref name="directory" /> (absolute) is where relative paths start.</summary>
    public static KubeConfig Parse(ReadOnlySpan<byte> bytes, string source = "kubeconfig", string? directory = null)
    {
        var document = Document(source, directory);
        return Parse(DocumentText.Decode(bytes, document), document);
    }

    /// <summary>Parses YAML or JSON; <paramref name="source" /> names it in errors, <paramref name="directory" /> (absolute) is where relative paths start.</summary>
    public static KubeConfig Parse(string text, string source = "kubeconfig", string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text is ['\uFEFF', .. var rest] ? rest : text, Document(source, directory));
    }

    /// <summary>Merges as kubectl does: the first document that names an entry or the current context wins, and entries are never mixed.</summary>
    public static KubeConfig Merge(IReadOnlyList<KubeConfig> configs)
    {
        ArgumentNullException.ThrowIfNull(configs);
        var current = configs.FirstOrDefault(config => config.CurrentContext is not null);
        return new KubeConfig
        {
            Clusters = [.. configs.SelectMany(config => config.Clusters).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)],
            Users = [.. configs.SelectMany(config => config.Users).DistinctBy(user => user.Name, StringComparer.Ordinal)],
            Contexts = [.. configs.SelectMany(config => config.Contexts).DistinctBy(context => context.Name, StringComparer.Ordinal)],
            CurrentContext = current?.CurrentContext,
            Origin = (current ?? (configs.Count > 0 ? configs[0] : Empty)).Origin,
        };
    }

    /// <summary>
    /// The configuration that the chosen context describes, checked. Opens no file and starts no process: what stands in files is read when a connection is made.
    /// </summary>
    /// <exception cref="KubeConfigException">The context is missing or what it names cannot be used.</exception>
    public ClusterConfig ToClusterConfig(KubeConfigOverrides? overrides = null) => new KubeConfigResolver(this, overrides ?? KubeConfigOverrides.None).Resolve();

    /// <inheritdoc />
    public override string ToString() => $"{nameof(KubeConfig)} {{ {Origin.Source} }}";

    private static KubeConfig Parse(string text, DocumentSource document) =>
        KubeConfigParser.Parse(FieldReader.Root(document, DocumentReader.Read(text, document, plainOnly: false)));

    private static DocumentSource Document(string source, string? directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return directory is null || Path.IsPathFullyQualified(directory)
            ? new DocumentSource(source, directory)
            : throw new ArgumentException($"the folder of a kubeconfig must be absolute, not {Quoted.Value(directory)}", nameof(directory));
    }
}
