using System.Globalization;
using ModelSync.Quickstart.Stages;

namespace ModelSync.Quickstart.Story;

/// <summary>What was seen, in a few lines, and what to try next.</summary>
internal static class Summary
{
    public static IEnumerable<string> Of(IStage stage, Narrator narrator)
    {
        var (plan, record) = (stage.Plan, narrator.Record);
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Seen in {narrator.Elapsed.TotalSeconds:0} s:");
        yield return $"  {plan.Good} promoted through {Shares(record, plan.Good)} of the traffic";
        yield return $"  {plan.Bad} sent back {(Shares(record, plan.Bad) is { Length: > 0 } shares ? $"at {shares}" : "before it had any traffic")}: {record.Last?.Status?.Failed?.Message}";
        yield return $"  {Requests(plan, narrator)}";
        yield return "";
        yield return "Try next, in another terminal:";
        yield return "";
        foreach (var step in stage.NextSteps)
        {
            yield return $"  {step}";
        }

        yield return "";
    }

    private static string Shares(StoryRecord record, string version) =>
        string.Join(", ", record.Weights.GetValueOrDefault(version, []).Where(weight => weight > 0).Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight} %")));

    private static string Requests(StoryPlan plan, Narrator narrator)
    {
        if (narrator.Traffic.Total is not { } total)
        {
            return "no request was sent";
        }

        var unexplained = StoryJudge.UnexplainedFailures(plan, total);
        var failed = total.Failures == 0 ? "none failed" : unexplained == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{total.Failures} failed, all of them answered by {plan.Bad}")
            : string.Create(CultureInfo.InvariantCulture, $"{total.Failures} failed, {unexplained} of them not answered by {plan.Bad}");
        return string.Create(CultureInfo.InvariantCulture, $"{total.Requests} requests sent, {failed}");
    }
}
