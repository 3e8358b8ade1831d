namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>A list of nodes.</summary>
internal sealed class SequenceNode(IReadOnlyList<ConfigNode> items, int line, int column) : ConfigNode(line, column)
{
    public IReadOnlyList<ConfigNode> Items { get; } = items;

    public override string Describe() => "a list";
}
