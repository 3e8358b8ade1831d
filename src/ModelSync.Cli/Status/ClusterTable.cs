using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>Each cluster's part, where there are several.</summary>
internal static class ClusterTable
{
    /// <summary>The table; nothing for the one cluster that the operator runs in.</summary>
    public static IEnumerable<Line> Lines(ModelRollout rollout) => rollout.Status?.Clusters is { Count: > 1 } clusters
        ? TextTable.Lines(["CLUSTERS", "WAVE", "STAGE", "STEP", "WEIGHT", "REASON"], [.. clusters.Select(Row)])
        : [];

    private static IReadOnlyList<Line> Row(ClusterRolloutStatus part) =>
    [
        part.Name ?? "",
        part.Wave ?? "",
        part.Stage?.ToString() ?? "",
        (part.Step + 1)?.ToString(CultureInfo.InvariantCulture) ?? "",
        part.StepWeight is { } weight ? string.Create(CultureInfo.InvariantCulture, $"{weight} %") : "",
        Line.Of(string.Equals(part.Reachable, "True", StringComparison.Ordinal) ? part.Reason : $"{part.Reason} (does not answer)", Tone.Dim),
    ];
}
