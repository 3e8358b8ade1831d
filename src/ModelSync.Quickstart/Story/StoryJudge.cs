using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Playground.Load;

namespace ModelSync.Quickstart.Story;

/// <summary>Compares what was seen with what was to be seen.</summary>
internal static class StoryJudge
{
    /// <summary>What is missing or wrong, in words; nothing when the story went as told.</summary>
    public static IReadOnlyList<string> Judge(StoryPlan plan, StoryRecord record, LoadSnapshot? load) =>
        [.. OfGood(plan, record), .. OfBad(plan, record), .. OfRequests(plan, load)];

    /// <summary>The requests that failed and for which the bad version is not to blame.</summary>
    public static long UnexplainedFailures(StoryPlan plan, LoadSnapshot load) =>
        load.Failures - (load.Versions.FirstOrDefault(version => Same(version.Version, plan.Bad))?.Errors ?? 0);

    private static IEnumerable<string> OfGood(StoryPlan plan, StoryRecord record)
    {
        var outcome = record.OutcomeOf(plan.Good);
        if (outcome?.Outcome != RolloutOutcome.Promoted)
        {
            yield return $"{plan.Good} was to be promoted, and {Ended(outcome)}";
        }

        var seen = record.Weights.GetValueOrDefault(plan.Good, []);
        if (!IsPassedThrough(plan.Weights, seen))
        {
            yield return $"{plan.Good} was to have {Shares(plan.Weights)} of the traffic one after the other, and had {Shares(seen)}";
        }
    }

    private static IEnumerable<string> OfBad(StoryPlan plan, StoryRecord record)
    {
        var outcome = record.OutcomeOf(plan.Bad);
        var failed = record.Last?.Status?.Failed;
        if (outcome?.Outcome != RolloutOutcome.RolledBack)
        {
            yield return $"{plan.Bad} was to go back by itself, and {Ended(outcome)}";
        }
        else if (failed?.Reason != plan.BadReason)
        {
            yield return $"{plan.Bad} was to go back because of {plan.BadReason}, and did so because of {failed?.Reason}: {failed?.Message}";
        }

        if (record.Weights.GetValueOrDefault(plan.Bad, []).Contains(100))
        {
            yield return $"{plan.Bad} had all of the traffic before it went back";
        }

        if (record.Last is { } last && StoryRecord.InForce(last, plan.Good) is not 100 and var weight)
        {
            yield return $"{plan.Good} was to have all of the traffic in the end, and has {weight?.ToString(CultureInfo.InvariantCulture) ?? "no share"} %";
        }
    }

    private static IEnumerable<string> OfRequests(StoryPlan plan, LoadSnapshot? load)
    {
        if (load is null)
        {
            yield return "no request was sent";
            yield break;
        }

        foreach (var version in plan.Answering.Where(version => load.AnswersOf(version) == 0))
        {
            yield return $"no request was answered by {version}";
        }

        if (plan.CountsFailures && UnexplainedFailures(plan, load) is > 0 and var failures)
        {
            var first = load.FirstFailures.FirstOrDefault(failure => !Same(failure.Version, plan.Bad));
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{failures} requests failed that {plan.Bad} did not answer; the first: {first?.Kind} {first?.Status} {first?.Version} {first?.Message}");
        }
    }

    private static bool IsPassedThrough(IReadOnlyList<int> wanted, IReadOnlyList<int> seen)
    {
        var next = 0;
        foreach (var weight in seen)
        {
            next += next < wanted.Count && weight == wanted[next] ? 1 : 0;
        }

        return next == wanted.Count;
    }

    private static string Ended(HistoryEntry? entry) => entry is null ? "its rollout has not ended" : $"ended as {entry.Outcome}: {entry.Reason}";

    private static string Shares(IEnumerable<int> weights) =>
        string.Join(", ", weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight} %"))) is { Length: > 0 } text ? text : "none";

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
