namespace ModelSync.Cli.Verbs;

/// <summary>A verb with what it was given.</summary>
/// <param name="Kind">The verb.</param>
/// <param name="Id">A fresh id: the operator acts on each once.</param>
internal sealed record VerbOrder(VerbKind Kind, string Id)
{
    /// <summary>The version, or with <see cref="KeepsSpec"/> also the revision, to go back to; null for the one before.</summary>
    public string? To { get; init; }

    /// <summary>Whether undo leaves the spec as it is.</summary>
    public bool KeepsSpec { get; init; }

    /// <summary>What lines to copy need besides, with a space before each option.</summary>
    public string Flags { get; init; } = "";
}
