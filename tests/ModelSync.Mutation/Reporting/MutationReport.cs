using System.Text.Json;
using ModelSync.Mutation.Judging;
using ModelSync.Mutation.Mutants;

namespace ModelSync.Mutation.Reporting;

/// <summary>What a run found out, as it is written to artifacts/mutation/report.json.</summary>
public sealed record MutationReport
{
    /// <summary>How many tests judged.</summary>
    public required int Tests { get; init; }

    /// <summary>How long it took, without the making of the mutants.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many changes did not compile and are in no score.</summary>
    public required int NotCompiled { get; init; }

    /// <summary>How many changes dotnet-stryker left out: a change around them says more, or build/mutate.json says so.</summary>
    public required int Ignored { get; init; }

    /// <summary>The scores, by folder.</summary>
    public required IReadOnlyList<FolderScore> Folders { get; init; }

    /// <summary>All mutants, in the order of the source.</summary>
    public required IReadOnlyList<JudgedMutant> Mutants { get; init; }

    /// <summary>Puts together what the run gave.</summary>
    public static MutationReport From(MutantList list, IReadOnlyList<JudgedMutant> judged, int tests, TimeSpan elapsed) => new()
    {
        Tests = tests,
        Seconds = Math.Round(elapsed.TotalSeconds),
        NotCompiled = list.NotCompiled,
        Ignored = list.Ignored,
        Folders = [.. judged.GroupBy(static one => one.Mutant.Folder, StringComparer.Ordinal).Select(static group => FolderScore.Of(group.Key, [.. group]))],
        Mutants = judged,
    };

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.MutationReport);
}
