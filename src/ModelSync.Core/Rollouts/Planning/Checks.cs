using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>What has to be true before a rollout starts, in the order in which people can mend it; the first objection is told.</summary>
internal static class Checks
{
    /// <summary>Whether anything stands in the way; what it is, is in the turn then.</summary>
    public static bool All(Turn turn, RevisionRecord record, bool isReturn)
    {
        if (Spec(turn) is { } invalid)
        {
            turn.Stalled = invalid;
            return true;
        }

        if (Objection(turn, record, isReturn) is { } blocked)
        {
            turn.Blocked = blocked;
            return true;
        }

        if (turn.Spec.ReplicasOrDefault() == 0)
        {
            turn.Waiting = new Impediment(ConditionReasons.AwaitingReplicas, $"{record.Inputs.Version} starts when spec.replicas is above 0");
            return true;
        }

        if (turn.Spec.Paused == true)
        {
            turn.Waiting = new Impediment(nameof(PauseReason.SpecPaused), $"{record.Inputs.Version} starts when spec.paused is false");
            return true;
        }

        return !isReturn && !IsTemplateAccepted(turn, record);
    }

    /// <summary>What is against the revision itself: its version, its place, or a policy.</summary>
    public static Impediment? Objection(Turn turn, RevisionRecord record, bool isReturn) =>
        isReturn ? Withdrawn(turn, record) : Version(turn) ?? PolicyAdvisor.Start(turn, record);

    public static Impediment? Spec(Turn turn) => turn.Snapshot switch
    {
        { InvalidFields: [var error, ..] } => new Impediment(ConditionReasons.InvalidSpec, $"{error.Field}: {error.Message}"),
        { UnsupportedFields: [var field, ..] } => new Impediment(ConditionReasons.UnsupportedField, $"{field} is not supported by this version of ModelSync: remove it, or upgrade"),
        _ => null,
    };

    public static Impediment? Version(Turn turn)
    {
        var name = turn.Spec.Version;
        return turn.Snapshot.TargetVersion switch
        {
            null => new Impediment(ConditionReasons.VersionNotFound, $"there is no ModelVersion of {turn.Spec.Model} {name} in this namespace: create it, or name another version"),
            { Lifecycle: Lifecycle.Quarantined } => new Impediment(ConditionReasons.VersionQuarantined, $"{name} is quarantined: name another version"),
            { Lifecycle: Lifecycle.Retired } => new Impediment(ConditionReasons.VersionRetired, $"{name} is retired and is not started again: name another version"),
            { IsReady: false } version => new Impediment(version.Reason ?? ConditionReasons.VersionNotReady, version.Message ?? $"{name} is not ready yet"),
            _ when turn.Snapshot.Target is null => new Impediment(ConditionReasons.VersionNotReady, $"{name} has no package digest yet"),
            _ => null,
        };
    }

    // A dry run is only remembered by the process that asked: until it has asked again, what the status says about this very spec stands.
    private static Impediment? KnownRefusal(Turn turn) => (turn.Status.Conditions ?? [])
        .Where(condition => Text.Same(condition.Type, ConditionTypes.Stalled) && Text.Same(condition.Reason, ConditionReasons.InvalidTemplate)
            && condition.ObservedGeneration == turn.Snapshot.Rollout.Metadata.Generation)
        .Select(condition => new Impediment(ConditionReasons.InvalidTemplate, condition.Message ?? string.Empty))
        .FirstOrDefault();

    // A return depends on nothing: neither on a version that is retired by now, nor on policies that came later; only what was withdrawn is refused.
    private static Impediment? Withdrawn(Turn turn, RevisionRecord record) => History.WhyUnsafe(turn, record.Inputs.Version, record.Inputs.PackageDigest) is { } why
        ? new Impediment(History.IsQuarantined(turn, record.Inputs.Version) ? ConditionReasons.VersionQuarantined : ConditionReasons.VersionDenied, $"{Turn.Clause(why)}: name another version")
        : null;

    private static bool IsTemplateAccepted(Turn turn, RevisionRecord record)
    {
        var verdict = turn.Snapshot.Template;
        if (verdict is null || !Text.Same(verdict.Revision, record.Revision))
        {
            turn.Do(new CheckTemplate(record));
            turn.Stalled = KnownRefusal(turn);
            turn.Waiting = (turn.Stalled ?? turn.Degraded) is not null ? null : new Impediment(ConditionReasons.CheckingTemplate, "the API server is asked whether it would take the pods");
            return false;
        }

        if (!verdict.IsAccepted)
        {
            turn.Stalled = new Impediment(ConditionReasons.InvalidTemplate, $"spec.template is refused by the API server: {verdict.Message}");
            return false;
        }

        return true;
    }
}
