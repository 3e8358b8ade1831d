using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>
/// Keeps the measurements of a run within bounds, so that the evaluator says the same as with all of them, now and after whatever comes. Of the older
/// ones stay: the failed ones, of which more than failureLimit are a verdict; as many good ones as a verdict needs; and since the last of both the first
/// of each other kind, because the evaluator asks what was met since there was data. Each has the baseline that was valid at its time. A run that has
/// failed stays as it is.
/// </summary>
internal static class MeasurementHistory
{
    /// <summary>How many of the newest are kept whatever they are; more where errorLimit looks further back.</summary>
    public const int Newest = 512;

    // Shortening walks over all of them, so it waits until it is worth it.
    private const int Slack = 128;

    /// <summary>The measurements with one more.</summary>
    public static IReadOnlyList<GateMeasurement> Add(
        PlannedGate gate, GateSettings settings, IReadOnlyList<GateMeasurement> measurements, GateMeasurement next, string? keptBaseline)
    {
        var newest = Math.Max(Newest, settings.ErrorLimit + 2);
        if (measurements.Count < newest + Slack)
        {
            return [.. measurements, next];
        }

        var judge = new MeasurementJudge(gate, keptBaseline);
        if (judge.HasFailed(measurements))
        {
            return measurements;
        }

        List<GateMeasurement> all = [.. measurements, next];
        var start = StartOfNewest(all, newest);
        var shortened = Older(all, start, settings.Count, judge);
        shortened.AddRange(all.Skip(start));

        // The first of the newest may have been judged by the baseline of one that is gone.
        var first = shortened.Count - (all.Count - start);
        shortened[first] = judge.WithBaseline(shortened[first]);
        return shortened;
    }

    /// <summary>Not in the middle of errors in a row: before them may come a kept one, and they must not be more in a row than they were.</summary>
    private static int StartOfNewest(List<GateMeasurement> all, int newest)
    {
        var start = all.Count - newest;
        while (start > 0 && all[start].Outcome == MeasurementOutcome.Error)
        {
            start--;
        }

        return start;
    }

    private static List<GateMeasurement> Older(List<GateMeasurement> all, int start, int count, MeasurementJudge judge)
    {
        var (kept, goodOnes, others) = (new List<GateMeasurement>(), new Queue<int>(), new HashSet<MeasurementKind>());
        var lastData = 0;
        for (var i = 0; i < start; i++)
        {
            var kind = judge.Judge(all[i]);
            if (kind is MeasurementKind.Good or MeasurementKind.Bad)
            {
                // What was met before there was data again asks nobody any more.
                kept.RemoveRange(lastData, kept.Count - lastData);
                others.Clear();
                kept.Add(judge.WithBaseline(all[i]));
                lastData = kept.Count;
                if (kind == MeasurementKind.Good)
                {
                    goodOnes.Enqueue(kept.Count - 1);
                }
            }
            else if (others.Add(kind))
            {
                kept.Add(judge.WithBaseline(all[i]));
            }
        }

        DropOldest(kept, goodOnes, count, lastData);
        return kept;
    }

    // The last one with data stays: the time without any is counted from it.
    private static void DropOldest(List<GateMeasurement> kept, Queue<int> goodOnes, int count, int lastData)
    {
        var surplus = new HashSet<int>();
        while (goodOnes.Count > count)
        {
            var oldest = goodOnes.Dequeue();
            if (oldest != lastData - 1)
            {
                surplus.Add(oldest);
            }
        }

        var index = 0;
        kept.RemoveAll(_ => surplus.Contains(index++));
    }
}
