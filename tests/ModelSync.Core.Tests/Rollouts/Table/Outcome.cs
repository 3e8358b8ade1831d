using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>Says in a few words what came of an event: the decision, and where the rollout comes to rest after it while time stands still.</summary>
internal static class Outcome
{
    public const string Nothing = "nothing";

    /// <summary>What each event does in one phase.</summary>
    public static Dictionary<string, string> Of(Scene phase, IEnumerable<(string Name, Action<Scene> Happen)> events)
    {
        var usual = (Words: Words(phase, phase.Status, phase.Decide()), End: EndOf(phase.Copy()));
        return events.ToDictionary(static row => row.Name, row => Of(phase.Copy(), row.Happen, usual), StringComparer.Ordinal);
    }

    private static string Of(Scene scene, Action<Scene> happen, (List<string> Words, string End) usual)
    {
        happen(scene);
        var words = Words(scene, scene.Status, scene.Decide());
        var end = EndOf(scene);
        var told = words.SequenceEqual(usual.Words) ? string.Empty : string.Join(", ", words);
        return (told.Length, end == usual.End) switch
        {
            (0, true) => Nothing,
            (0, false) => $"then {end}",
            (_, true) => told,
            _ => $"{told}; then {end}",
        };
    }

    private static string EndOf(Scene scene)
    {
        scene.Rest();
        return scene is { IsDeleting: true, HasFinalizer: false } ? "gone" : Describe(scene.Status!);
    }

    // Where a rollout is: the phase, and what it is about.
    private static string Describe(ModelRolloutStatus status)
    {
        var step = status is { Phase: RolloutPhase.Progressing, Step.Name: { } name } ? $" {name}" : string.Empty;
        var who = status.Candidate?.Revision is { } candidate ? $" {candidate}" : status.Stable?.Revision is { } stable ? $" on {stable}" : string.Empty;
        return $"{status.Phase}{who}{step}";
    }

    private static List<string> Words(Scene scene, ModelRolloutStatus? before, Decision decision)
    {
        before ??= new ModelRolloutStatus();
        var after = decision.Status;
        List<string?> words =
        [
            Verb("abort", before.LastAbort, after.LastAbort),
            Verb("verb", before.LastAction, after.LastAction),
            Candidate(before, after),
            Failed(before.Failed, after.Failed),
            before.Override == after.Override ? null : after.Override is { } over ? $"override {over.Revision}" : "override ends",
            before.Stable?.Revision == after.Stable?.Revision || before.Candidate?.Revision == after.Stable?.Revision ? null : $"stable is {after.Stable?.Revision}",
            .. Parts(before, after),
            before.Pause?.Reason == after.Pause?.Reason || after.Candidate?.Stage == CandidateStage.Returning ? null : after.Pause is { Reason: { } pause } ? $"pauses ({pause})" : "pause ends",
            .. Weights(before, after),
            .. decision.Actions.Select(action => Action(scene, action)).Distinct(StringComparer.Ordinal),
            Ready(before, after),
        ];
        return [.. words.OfType<string>()];
    }

    private static string? Verb(string name, ActionStatus? before, ActionStatus? after) =>
        before?.Id == after?.Id ? null : $"{name} {(after!.Outcome == ActionOutcome.Done ? "taken" : after.Outcome.ToString())}";

    private static string? Candidate(ModelRolloutStatus before, ModelRolloutStatus after) => (before.Candidate, after.Candidate) switch
    {
        (null, null) => null,
        (null, { } now) => $"{now.Revision} starts ({now.Pace})",
        ({ } was, null) => after.History is [var entry, ..] ? $"{was.Revision} ends ({entry.Outcome})" : "ends",
        ({ } was, { } now) when was.Revision != now.Revision => $"{was.Revision} ends, {now.Revision} starts ({now.Pace})",
        ({ } was, { Stage: CandidateStage.Returning } now) when was.Stage != now.Stage => $"{now.Revision} goes back ({now.Reason})",
        ({ } was, { } now) when was.Reason != now.Reason => $"reason {now.Reason}",
        ({ } was, { } now) when was.Stage != now.Stage => now.Stage.ToString(),
        ({ } was, { } now) when was.Pace != now.Pace => $"pace {now.Pace}",
        _ => before.Epoch == after.Epoch ? null : "epoch rises",
    };

    private static string? Failed(FailedRevisionStatus? before, FailedRevisionStatus? after) =>
        before?.Revision == after?.Revision && before?.Reason == after?.Reason ? null : after is null ? "failure forgotten" : $"{after.Revision} failed ({after.Reason})";

    private static IEnumerable<string?> Parts(ModelRolloutStatus before, ModelRolloutStatus after)
    {
        foreach (var part in after.Clusters ?? [])
        {
            var was = before.Clusters?.FirstOrDefault(known => known.Name == part.Name);
            if (part.Stage == ClusterStage.Progressing && was?.Stage == part.Stage && was.Step != part.Step)
            {
                yield return "next step";
            }

            if (part.Accepted?.Count > (was?.Accepted?.Count ?? 0))
            {
                yield return "gate accepted";
            }
        }
    }

    private static IEnumerable<string?> Weights(ModelRolloutStatus before, ModelRolloutStatus after)
    {
        foreach (var weight in after.Weights ?? [])
        {
            var was = before.Weights?.FirstOrDefault(known => known.Revision == weight.Revision);
            if (weight.Masked > 0 && was?.Masked != weight.Masked)
            {
                yield return $"{weight.Revision} masked";
            }
            else if (weight.Desired > (was?.Desired ?? 0))
            {
                yield return $"{weight.Revision} to {weight.Desired}";
            }
        }
    }

    private static string? Action(Scene scene, PlannedAction action) => action switch
    {
        ApplyRevision apply => scene.Members[action.Cluster.Value].Find(apply.Revision)?.Desired is { } was && was != apply.Replicas ? $"{apply.Revision} scaled {was} to {apply.Replicas}" : null,
        ScaleDownRevision down => $"{down.Revision} scaled down to {down.Replicas}",
        RemoveTraffic => "route removed",
        ReleaseObjects => "objects released",
        RemoveRevision remove => $"{remove.Revision} removed",
        RemoveRecord remove => $"record {remove.Revision} removed",
        RemoveFinalizer => "finalizer removed",
        CheckTemplate => "dry run",
        _ => null,
    };

    private static string? Ready(ModelRolloutStatus before, ModelRolloutStatus after)
    {
        var (was, now) = (ReasonOf(before), ReasonOf(after));
        return was?.Reason != now?.Reason ? $"[{now?.Reason}]"
            : was?.Message != now?.Message && now?.Message is { } message ? $"[{now.Reason}, waits]"
            : null;
    }

    private static Kubernetes.Meta.Condition? ReasonOf(ModelRolloutStatus status) => status.Conditions?.FirstOrDefault(static condition => condition.Type == "Ready");
}
