namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>A part of a configuration document and where it stands; lines and columns count from 1.</summary>
internal abstract class ConfigNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>What errors call this kind of node.</summary>
    public abstract string Describe();
}
