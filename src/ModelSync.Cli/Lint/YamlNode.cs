using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Cli.Lint;

/// <summary>A part of a YAML document and where it stands.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record YamlNode(YamlPlace Place)
{
    /// <summary>A single value.</summary>
    /// <param name="Text">The value without quotes.</param>
    /// <param name="Type">What it is read as.</param>
    /// <param name="Place">Where it begins.</param>
    public sealed record Value(string Text, ScalarKind Type, YamlPlace Place) : YamlNode(Place)
    {
        /// <summary>Where it ends: the place behind its last character.</summary>
        public YamlPlace End { get; init; }
    }

    /// <summary>A list.</summary>
    /// <param name="Items">Its items.</param>
    /// <param name="Place">Where it begins.</param>
    public sealed record List(IReadOnlyList<YamlNode> Items, YamlPlace Place) : YamlNode(Place);

    /// <summary>Names with values, in the order of the document.</summary>
    /// <param name="Entries">The entries.</param>
    /// <param name="Place">Where it begins.</param>
    public sealed record Map(IReadOnlyList<YamlEntry> Entries, YamlPlace Place) : YamlNode(Place)
    {
        /// <summary>Whether it is written in braces.</summary>
        public bool IsFlow { get; init; }

        /// <summary>The entry of a name; null where there is none.</summary>
        public YamlEntry? Find(string name) => Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));

        /// <summary>The text of a name; null where there is none.</summary>
        public string? Text(string name) => (Find(name)?.Node as Value)?.Text;
    }
}
