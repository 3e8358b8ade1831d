using ModelSync.Cli.Arguments;

namespace ModelSync.Cli.Completion;

/// <summary>What the word under the cursor may be.</summary>
internal sealed record CompletionQuery
{
    /// <summary>What is written of it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The words that are known without a cluster, each with what it means.</summary>
    public IReadOnlyList<(string Word, string Help)> Words { get; init; } = [];

    /// <summary>What names of a cluster it may be.</summary>
    public NameKind Names { get; init; }

    /// <summary>Whether it may be a file.</summary>
    public bool IsFile { get; init; }

    /// <summary>The options that say which cluster and namespace.</summary>
    public CommandLine Line { get; init; } = CommandLine.Empty;
}
