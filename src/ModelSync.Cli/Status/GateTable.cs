using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Status;

/// <summary>The gates with value and threshold, and in words what is not well.</summary>
internal static class GateTable
{
    private const int RoomForAll = 80;

    /// <summary>The table; nothing where there are no gates.</summary>
    public static IEnumerable<Line> Lines(ModelRollout rollout, int columns)
    {
        var gates = rollout.Status?.Gates ?? [];
        string[] header = ["GATES", "VERDICT", "VALUE", "THRESHOLD", "STABLE", "SAMPLES"];
        var shown = columns >= RoomForAll ? header.Length : header.Length - 2;
        var table = TextTable.Lines(header[..shown], [.. gates.Select(gate => Row(gate).Take(shown).ToList())]).ToList();
        for (var index = 0; index < table.Count; index++)
        {
            yield return table[index];
            if (index > 0 && gates[index - 1] is { Verdict: not GateVerdict.Passed and not GateVerdict.NotApplicable, Message: { Length: > 0 } message })
            {
                foreach (var part in WrappedText.Lines(message, columns - 3))
                {
                    yield return Line.Of($"   {part}", Tone.Dim);
                }
            }
        }
    }

    private static IReadOnlyList<Line> Row(GateStatus gate) =>
    [
        $"{gate.Name}{(gate.Cluster is null or "local" ? "" : $" @ {gate.Cluster}")}",
        Phases.Show(gate.Verdict),
        gate.Value ?? "",
        gate.Threshold ?? "",
        gate.Baseline ?? "",
        gate.Samples?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];
}
