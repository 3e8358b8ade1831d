namespace ModelSync.Cli.Lint;

/// <summary>A text is not YAML that a manifest can be written in.</summary>
internal sealed class YamlTextException(YamlPlace place, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Where.</summary>
    public YamlPlace Place { get; } = place;
}
