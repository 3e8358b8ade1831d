using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Kubernetes.Config;

/// <summary>Where an entry of a kubeconfig stands, so that errors can point at it and relative paths start from its file's folder.</summary>
public sealed class KubeConfigOrigin
{
    private readonly FieldReader _fields;

    internal KubeConfigOrigin(FieldReader fields) => _fields = fields;

    /// <summary>An origin for entries that were made in memory.</summary>
    public static KubeConfigOrigin Memory { get; } = new(new FieldReader(new DocumentSource("(memory)", Directory: null), path: "", MappingNode.Empty));

    /// <summary>What the document is called: the path of its file, or the name given with the text.</summary>
    public string Source => _fields.Source.Name;

    /// <summary>The absolute folder that relative paths start from; null for text that came without one.</summary>
    public string? Directory => _fields.Source.Directory;

    /// <summary>The path of the entry in its document, such as `users[0].user`.</summary>
    public string Path => _fields.Path;

    /// <summary>The line that the entry starts in, from 1.</summary>
    public int Line => _fields.Node.Line;

    /// <summary>The column that the entry starts in, from 1.</summary>
    public int Column => _fields.Node.Column;

    /// <inheritdoc />
    public override string ToString() => Path.Length == 0 ? $"{Source}:{Line}:{Column}" : $"{Source}:{Line}:{Column}: {Path}";

    /// <summary>The error that a field of this entry gives.</summary>
    internal KubeConfigException Error(KubeConfigProblem problem, string field, string message) => _fields.Error(problem, field, message);
}
