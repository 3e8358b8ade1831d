using ModelSync.Cli.Lint;

namespace ModelSync.Cli.Pins;

/// <summary>What came of pinning the text of one file.</summary>
internal sealed record PinReport
{
    /// <summary>The text with the digests in it; the same as before where anything failed, or nothing was to be done.</summary>
    public required string Text { get; init; }

    /// <summary>What was pinned, each with its digest.</summary>
    public IReadOnlyList<PinLine> Pinned { get; init; } = [];

    /// <summary>What failed; nothing is written then.</summary>
    public IReadOnlyList<LintFinding> Failures { get; init; } = [];

    /// <summary>How many components had a digest before, and it is there.</summary>
    public int Already { get; init; }

    /// <summary>The digest of each package, as the operator will compute it.</summary>
    public IReadOnlyList<(string Version, string Digest)> Packages { get; init; } = [];
}
