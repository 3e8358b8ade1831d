using System.Globalization;
using System.Text.RegularExpressions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Stories;

/// <summary>Says in words what is seen, said and done.</summary>
internal static partial class StoryWords
{
    /// <summary>What a snapshot shows, by subject.</summary>
    public static IEnumerable<(string Subject, string Text)> Seen(RolloutSnapshot snapshot)
    {
        foreach (var cluster in snapshot.Clusters)
        {
            var revisions = cluster.Revisions.Select(Text);
            yield return ($"pods in {cluster.Name}", string.Join(", ", revisions));
            yield return ($"traffic in {cluster.Name}", cluster.Traffic is { } traffic ? Text(traffic) : string.Empty);
            yield return ($"former route in {cluster.Name}", cluster.HasFormerTraffic ? "still there" : string.Empty);
            yield return ($"{cluster.Name} is", cluster.IsSelected ? string.Empty : "not selected");
            yield return ($"{cluster.Name}", cluster.Reachability == Reachability.Reachable ? string.Empty : "does not answer");
            yield return ($"in the way in {cluster.Name}", string.Join(", ", cluster.Impediments.Select(impediment => impediment.Reason)));
        }

        foreach (var version in snapshot.Versions)
        {
            var words = version.IsReady ? string.Empty : "not ready";
            yield return ($"version {version.Version}", version.Lifecycle == Api.Versions.Lifecycle.Active ? words : version.Lifecycle.ToString());
        }

        yield return ("dry run", snapshot.Template is { IsAccepted: false } refused ? $"{VersionName.Short(refused.Revision)} refused" : string.Empty);
    }

    /// <summary>What a status says, by subject.</summary>
    public static IEnumerable<(string Subject, string Text)> Said(ModelRolloutStatus status)
    {
        yield return ("phase", status.Phase?.ToString() ?? string.Empty);
        yield return ("stable", status.Stable is { } stable ? VersionName.Short(stable.Revision) : string.Empty);
        yield return ("candidate", status.Candidate is { } candidate ? Text(candidate) : string.Empty);
        yield return ("step", status.Step is { } step ? Text(step) : string.Empty);
        yield return ("pause", status.Pause is { } pause ? $"{pause.Reason}: {Shorten(pause.Message)}" : string.Empty);
        yield return ("wave", status.Wave is { } wave ? $"{wave.Name}{(wave.StartedAt is null ? " waits" : string.Empty)}{(wave.SoakStartedAt is null ? string.Empty : " soaks")}" : string.Empty);
        foreach (var part in status.Clusters ?? [])
        {
            yield return ($"weights in {part.Name}", string.Join(" / ", (part.Weights ?? []).Select(Text)));
            yield return ($"stage in {part.Name}", $"{part.Stage}{(part.Serving is null ? string.Empty : $", serves {VersionName.Short(part.Serving)}")}");
            yield return ($"{part.Name} waits", part.Reason is { } reason && !string.Equals(part.Message, status.Pause?.Message, StringComparison.Ordinal) ? $"{reason}: {Shorten(part.Message)}" : string.Empty);
        }

        foreach (var gate in status.Gates ?? [])
        {
            yield return ($"gate {gate.Name}{(gate.Cluster is null ? string.Empty : $" in {gate.Cluster}")}", $"{gate.Verdict}");
        }

        yield return ("failed", status.Failed is { } failed ? $"{VersionName.Short(failed.Revision)}, {failed.Reason}" : string.Empty);
        yield return ("override", status.Override is { } overridden ? VersionName.Short(overridden.Revision) : string.Empty);
        yield return ("history", string.Join(", ", (status.History ?? []).Select(entry => $"{VersionName.Short(entry.Revision)} {entry.Outcome}")));
        yield return ("abort", status.LastAbort is { } abort ? $"{abort.Outcome} (id {abort.Id})" : string.Empty);
        yield return ("verb", status.LastAction is { } verb ? $"{$"{verb.Verb} {verb.Outcome}".Trim()} (id {verb.Id})" : string.Empty);
        // Reconciling only repeats what Ready says, but for what is in the way and goes by itself.
        var isReconciling = status is { Phase: RolloutPhase.Blocked or RolloutPhase.Pending, Stable: not null } && (status.Conditions ?? []).Any(condition => condition is { Type: "Reconciling", Status: "True" });
        yield return ("Reconciling", isReconciling ? "True all the same" : string.Empty);
        foreach (var condition in (status.Conditions ?? []).Where(condition => !string.Equals(condition.Type, "Reconciling", StringComparison.Ordinal)))
        {
            yield return ($"condition {condition.Type}", $"{condition.Status} {condition.Reason}");
        }
    }

    /// <summary>An action in words.</summary>
    public static string Of(PlannedAction action) => action switch
    {
        AddFinalizer => "add the finalizer",
        RemoveFinalizer => "remove the finalizer",
        CheckTemplate check => $"dry run of {VersionName.Short(check.Record.Revision)}",
        RecordRevision record => $"record {VersionName.Short(record.Record.Revision)}",
        RemoveRecord record => $"remove the record of {VersionName.Short(record.Revision)}",
        ApplyRevision apply => string.Create(CultureInfo.InvariantCulture, $"{apply.Cluster}: {VersionName.Short(apply.Revision)} with {apply.Replicas} replicas"),
        ScaleDownRevision down => string.Create(CultureInfo.InvariantCulture, $"{down.Cluster}: {VersionName.Short(down.Revision)} down to {down.Replicas}"),
        ApplyTraffic traffic => $"{traffic.Cluster}: traffic {Text(traffic.Split)}{(traffic.Selector.Revision is { } only ? $", entry Service to {VersionName.Short(only)}" : ", entry Service to all")}",
        RemoveRevision remove => $"{remove.Cluster}: remove {VersionName.Short(remove.Revision)}",
        RemoveTraffic remove => $"{remove.Cluster}: remove the route",
        RemoveFormerTraffic remove => $"{remove.Cluster}: remove the former route",
        ReleaseObjects release => $"{release.Cluster}: leave everything as it is",
        _ => action.GetType().Name,
    };

    /// <summary>A sentence with revisions as people say them.</summary>
    public static string Shorten(string? text) => text is null ? string.Empty : LongRevision().Replace(text, match => VersionName.Short(match.Value));

    private static string Text(RevisionObservation revision)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{VersionName.Short(revision.Revision)} {revision.ReadyEndpoints} of {revision.DesiredReplicas} ready");
        var ending = revision.TerminatingPods > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({revision.TerminatingPods} end)") : string.Empty;
        return $"{text}{ending}{(revision.Problem is { } problem ? $" [{problem.Kind}]" : string.Empty)}{(revision.IsDrifted ? " [changed by somebody]" : string.Empty)}";
    }

    private static string Text(TrafficObservation traffic) =>
        $"{Text(traffic.Written)}{(traffic.IsAccepted ? string.Empty : ", not accepted yet")}{(traffic.Observed.Equals(traffic.Written) ? string.Empty : $", in force {Text(traffic.Observed)}")}";

    private static string Text(TrafficSplit split) => split.IsEmpty
        ? "none"
        : string.Join(" / ", split.Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{VersionName.Short(share.Revision)} {share.Weight}")));

    private static string Text(CandidateStatus candidate) =>
        $"{VersionName.Short(candidate.Revision)} {candidate.Stage}{(candidate.Pace == RolloutPace.Stepwise ? string.Empty : $" ({candidate.Pace})")}{(candidate.Reason is { } reason ? $", {reason}" : string.Empty)}";

    private static string Text(StepStatus step) => step.Index >= step.Count
        ? string.Create(CultureInfo.InvariantCulture, $"all {step.Count} are passed, {step.Name}")
        : string.Create(CultureInfo.InvariantCulture, $"{step.Index + 1} of {step.Count}, {step.Name}");

    private static string Text(WeightStatus weight) =>
        string.Create(CultureInfo.InvariantCulture, $"{VersionName.Short(weight.Revision)} {weight.Desired}{(weight.Masked is { } masked ? $" (masked, else {masked})" : string.Empty)}");

    [GeneratedRegex("v[0-9]t[0-9]x{6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongRevision();
}
