using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;

namespace ModelSync.Quickstart.Story;

/// <summary>Says in sentences what has changed from one state of a rollout to the next.</summary>
internal static class StoryTeller
{
    public static IEnumerable<StoryLine> Tell(ModelRollout? before, ModelRollout after)
    {
        var (old, now) = (before?.Status, after.Status);
        if (now is null)
        {
            return [];
        }

        return
        [
            .. Started(old, now),
            .. Weight(before, after),
            .. (now.Gates ?? []).SelectMany(gate => Gate(old?.Gates?.FirstOrDefault(one => Same(one.Name, gate.Name)), gate)),
            .. Stage(old?.Candidate, now.Candidate),
            .. Ended(old, now),
            .. Settled(old, now),
        ];
    }

    /// <summary>The name of a gate for people: `step-2/error-rate` is error-rate in step 2.</summary>
    public static string NameOf(GateStatus gate) =>
        gate.Name?.Split('/') is [var step, var name] && step.StartsWith("step-", StringComparison.Ordinal) ? $"{name} in step {step["step-".Length..]}" : gate.Name ?? "-";

    private static IEnumerable<StoryLine> Started(ModelRolloutStatus? old, ModelRolloutStatus now)
    {
        if (now.Candidate is { Version: { } version } candidate && !Same(old?.Candidate?.Revision, candidate.Revision))
        {
            yield return StoryLine.Plain(now.Stable is { } stable ? $"{version} is on trial; {stable.Version} goes on serving" : $"{version} is the first version; its pods start");
        }
    }

    private static IEnumerable<StoryLine> Weight(ModelRollout? before, ModelRollout after)
    {
        if (after.Status?.Candidate?.Version is { } version
            && StoryRecord.InForce(after, version) is { } weight
            && (before is null ? 0 : StoryRecord.InForce(before, version) ?? 0) != weight)
        {
            yield return StoryLine.Strong(string.Create(CultureInfo.InvariantCulture, $"{version} has {weight} % of the traffic"));
        }
    }

    private static IEnumerable<StoryLine> Gate(GateStatus? old, GateStatus now)
    {
        if (old?.Verdict == now.Verdict)
        {
            yield break;
        }

        var measured = string.Create(CultureInfo.InvariantCulture, $"{now.Value}, limit {now.Threshold}, {now.Samples} samples");
        switch (now.Verdict)
        {
            case GateVerdict.Passed when now.Value is not null:
                yield return StoryLine.Good($"gate {NameOf(now)} has passed: {measured}");
                break;
            case GateVerdict.Failed:
                yield return StoryLine.Bad($"gate {NameOf(now)} has failed: {measured}");
                break;
            case GateVerdict.Inconclusive or GateVerdict.Error:
                yield return StoryLine.Bad($"gate {NameOf(now)} cannot decide: {now.Message}");
                break;
        }
    }

    private static IEnumerable<StoryLine> Stage(CandidateStatus? old, CandidateStatus? now)
    {
        if (now is null || (Same(old?.Revision, now.Revision) && old?.Stage == now.Stage))
        {
            yield break;
        }

        if (now.Stage == CandidateStage.Baking)
        {
            yield return StoryLine.Plain($"{now.Version} has all of the traffic, and is watched for a while: the bake");
        }
        else if (now.Stage == CandidateStage.Returning)
        {
            yield return StoryLine.Bad($"{now.Version} goes back: {now.Message}");
        }
    }

    private static IEnumerable<StoryLine> Ended(ModelRolloutStatus? old, ModelRolloutStatus now)
    {
        if (now.History is [var newest, ..] && (old?.History is not [var known, ..] || known != newest))
        {
            // Why it goes back was told when it began to, unless it was back at once.
            var why = old?.Candidate?.Stage == CandidateStage.Returning ? "" : $" ({newest.Reason})";
            yield return newest.Outcome == RolloutOutcome.Promoted
                ? StoryLine.Good($"{newest.Version} is promoted: {newest.Reason}")
                : StoryLine.Strong($"{newest.Version} is {newest.Outcome}{why}; {now.Stable?.Version ?? "nothing"} serves");
        }
    }

    private static IEnumerable<StoryLine> Settled(ModelRolloutStatus? old, ModelRolloutStatus now)
    {
        if (now.Phase == RolloutPhase.Degraded && old?.Phase != now.Phase)
        {
            yield return StoryLine.Bad($"the rollout is degraded: {now.Conditions?.FirstOrDefault(one => one.Type is "Ready")?.Message}");
        }
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
