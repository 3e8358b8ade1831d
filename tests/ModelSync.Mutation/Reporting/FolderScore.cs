using ModelSync.Mutation.Judging;

namespace ModelSync.Mutation.Reporting;

/// <summary>How many of the mutants of one folder the tests found.</summary>
public sealed record FolderScore
{
    /// <summary>The folder; empty for files above the folders.</summary>
    public required string Folder { get; init; }

    /// <summary>All mutants of the folder that compiled.</summary>
    public required int Mutants { get; init; }

    /// <summary>Those at which a test failed.</summary>
    public required int Killed { get; init; }

    /// <summary>Those at which a test never ended; they count as found.</summary>
    public required int TimedOut { get; init; }

    /// <summary>Those that ended the process of the tests; they count as found.</summary>
    public required int Crashed { get; init; }

    /// <summary>Those at which all tests passed.</summary>
    public required int Survived { get; init; }

    /// <summary>Those that no test reaches.</summary>
    public required int NoCoverage { get; init; }

    /// <summary>Of a hundred mutants, how many were found.</summary>
    public double Score => 100.0 * (Killed + TimedOut + Crashed) / Mutants;

    /// <summary>What the score should be: more where a mistake moves traffic.</summary>
    public int Goal => Folder is "Rollouts" or "Traffic" or "Gates" ? 85 : 75;

    /// <summary>Counts the mutants of one folder.</summary>
    public static FolderScore Of(string folder, IReadOnlyCollection<JudgedMutant> mutants)
    {
        int Count(Verdict verdict) => mutants.Count(one => one.Verdict == verdict);

        return new FolderScore
        {
            Folder = folder,
            Mutants = mutants.Count,
            Killed = Count(Verdict.Killed),
            TimedOut = Count(Verdict.TimedOut),
            Crashed = Count(Verdict.Crashed),
            Survived = Count(Verdict.Survived),
            NoCoverage = Count(Verdict.NoCoverage),
        };
    }
}
