using System.Globalization;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>The revisions with their weights as bars, and below each its pods.</summary>
internal static class RevisionTree
{
    private const int WideBar = 20;
    private const int NarrowBar = 8;
    private const int RoomForWideBar = 110;
    private const int RoomForNames = 90;
    private const int RoomForAges = 70;
    private const int MostPods = 10;

    /// <summary>The tree; a hint where there is nothing to show.</summary>
    public static IEnumerable<Line> Lines(RolloutView view, int columns, bool isWide)
    {
        var rows = RevisionRows.Of(view).Where(row => isWide || !row.IsIdle).ToList();
        if (rows.Count == 0)
        {
            return [Line.Of("There are no revisions yet.", Tone.Dim)];
        }

        // A pod's name begins with the rollout and the revision, which stand above it: where there is little room, only the rest is shown.
        var prefix = columns >= RoomForNames ? "" : $"{view.Rollout.Metadata.Name}-";
        var bar = columns >= RoomForWideBar ? WideBar : NarrowBar;
        var cells = rows.SelectMany((row, index) => Cells(row, view.Now, bar, prefix.Length == 0 ? "" : $"{prefix}{row.Revision}-", index == rows.Count - 1, isWide));
        string[] header = ["REVISIONS", "STATE", "WEIGHT", "AGE"];
        return columns >= RoomForAges ? TextTable.Lines(header, [.. cells]) : TextTable.Lines(header[..^1], [.. cells.Select(row => row.SkipLast(1).ToList())]);
    }

    private static IEnumerable<IReadOnlyList<Line>> Cells(RevisionRow row, DateTimeOffset now, int bar, string prefix, bool isLast, bool isWide)
    {
        yield return
        [
            Line.Of(isLast ? "└─ " : "├─ ", Tone.Dim).Add($"{row.Role} {row.Version}", row.Tone).Add($" ({row.Revision})", Tone.Dim),
            Line.Of(string.Create(CultureInfo.InvariantCulture, $"{row.Ready}/{row.Wanted} ready"), row.Ready < row.Wanted ? Tone.Warn : Tone.Plain),
            row.Weight is null ? Line.Empty : WeightBar.Show(row.Weight, bar, row.Tone),
            ShortTime.Since(row.Since, now),
        ];
        var shown = isWide || row.Pods.Count <= MostPods ? row.Pods : [.. row.Pods.Take(MostPods - 1)];
        var left = row.Pods.Count - shown.Count;
        var trunk = isLast ? "   " : "│  ";
        foreach (var (pod, index) in shown.Select((pod, index) => (pod, index)))
        {
            var branch = index == shown.Count - 1 && left == 0 ? "└─ " : "├─ ";
            yield return [Line.Of(trunk + branch, Tone.Dim).Add(Short(pod.Metadata.Name ?? "", prefix)), PodState.Show(pod), Line.Empty, ShortTime.Since(pod.Metadata.CreationTimestamp, now)];
        }

        if (left > 0)
        {
            yield return [Line.Of($"{trunk}└─ {left} more pods (-o wide shows all)", Tone.Dim), Line.Empty, Line.Empty, Line.Empty];
        }
    }

    private static string Short(string name, string prefix) => prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) ? $"…{name[prefix.Length..]}" : name;
}
