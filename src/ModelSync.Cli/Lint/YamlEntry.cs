namespace ModelSync.Cli.Lint;

/// <summary>A name with its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Node">The value.</param>
internal sealed record YamlEntry(string Name, YamlPlace Place, YamlNode Node);
