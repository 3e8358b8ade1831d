namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>What a document is called in errors, and the absolute folder that its relative paths start from (null where there is none).</summary>
internal sealed record DocumentSource(string Name, string? Directory)
{
    /// <summary>The error that a place in this document gives.</summary>
    public KubeConfigException Error(KubeConfigProblem problem, int line, int column, string? field, string message) =>
        new(problem, string.IsNullOrEmpty(field) ? $"{Name}:{line}:{column}: {message}" : $"{Name}:{line}:{column}: {field}: {message}") { Field = field };
}
