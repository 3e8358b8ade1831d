namespace ModelSync.Cli.Lint;

/// <summary>What came of judging files.</summary>
internal sealed record LintReport
{
    /// <summary>Nothing was judged yet.</summary>
    public static LintReport Empty { get; } = new();

    /// <summary>What is wrong, in the order of the files.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>How many objects of modelsync.io were judged.</summary>
    public int Judged { get; init; }

    /// <summary>How many objects of others were passed over.</summary>
    public int Skipped { get; init; }

    /// <summary>Both together.</summary>
    public static LintReport operator +(LintReport one, LintReport other) => new()
    {
        Findings = [.. one.Findings, .. other.Findings],
        Judged = one.Judged + other.Judged,
        Skipped = one.Skipped + other.Skipped,
    };
}
