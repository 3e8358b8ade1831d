using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 4: an abort is obeyed by the decision that sees it. On the way back the candidate is at 0 in one reconcile when stable is at full scale, when the
/// candidate has no ready endpoint, and after abortMaxSeconds; until then stable is scaled to full and takes what its ready endpoints carry.
/// </summary>
internal sealed class AbortWins() : Invariant(4)
{
    /// <inheritdoc />
    public override void Decided(Decided decided)
    {
        var status = decided.Decision.Status;
        CheckObeyed(decided, status);
        if (status is not { Candidate: { Stage: CandidateStage.Returning, Revision: { } candidate }, Stable.Revision: { } stable } || Replicas(decided) == 0
            || decided.Snapshot.Rollout.Metadata.DeletionTimestamp is not null)
        {
            return;
        }

        foreach (var seen in decided.Snapshot.Clusters)
        {
            var part = status.Clusters?.FirstOrDefault(part => Same(part.Name, seen.Name.Value));
            // Where nothing is selected everything is left alone, also what is on its way back: it goes on there once somebody selects something.
            if (seen is { IsSelected: true, Reachability: Reachability.Reachable, WritesRefused: null, Traffic: { } traffic } && part?.Stage == ClusterStage.Returning
                && traffic.Written.Of(candidate) > 0 && part.Serving is null)
            {
                CheckMoves(decided, seen, stable, candidate, part);
            }
        }
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (before.Status is { Candidate: { Stage: CandidateStage.Returning, Revision: { } returning } } old
            && after.Status is { Candidate: { Stage: not CandidateStage.Returning } now } && Same(now.Revision, returning) && old.Epoch == after.Status.Epoch)
        {
            Break($"{VersionName.Short(returning)} was on its way back and is {now.Stage} again in the same epoch");
        }

        // Not promoted, so it is back; what is stable in other clusters than those of the trial stays there.
        if (before.Status is { Candidate.Revision: { } gone } && after.Status is { Candidate: null, Stable: { } stable } && !Same(gone, stable.Revision))
        {
            CheckGone(decided, before.Status, gone);
        }
    }

    // Where nothing is selected the clusters from before still serve; what is only partly selected is taken out of the others anyway. Where it was back
    // already, that was seen then, whatever the lists of a new process say.
    private void CheckGone(Decided decided, ModelRolloutStatus before, string gone)
    {
        var seen = decided.Snapshot.Clusters;
        foreach (var cluster in seen.Where(cluster => cluster.IsSelected || !seen.Any(other => other.IsSelected)))
        {
            var part = before.Clusters?.FirstOrDefault(part => Same(part.Name, cluster.Name.Value));
            if (part?.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted or ClusterStage.Returning && cluster is { Reachability: Reachability.Reachable, Traffic: { } traffic } && traffic.Written.Of(gone) > 0 && !Same(part.Serving, gone))
            {
                Break($"{VersionName.Short(gone)} is said to be back, but has {traffic.Written.Of(gone)} in {cluster.Name}");
            }
        }
    }

    private void CheckObeyed(Decided decided, ModelRolloutStatus status)
    {
        var rollout = decided.Snapshot.Rollout;
        if (rollout.Status is not { Stable: not null, Candidate: { Stage: not CandidateStage.Returning, Revision: { } candidate } } || rollout.Metadata.DeletionTimestamp is not null
            || rollout.Metadata.Annotations?.TryGetValue("modelsync.io/abort", out var text) != true)
        {
            return;
        }

        var parts = text!.Split(';');
        var isMeant = parts.Length == 2 && Same(parts[0], $"revision={candidate}") && !Same(parts[1], $"id={rollout.Status.LastAbort?.Id}");
        if (isMeant && status.Candidate is { Stage: not CandidateStage.Returning } && Same(status.Candidate.Revision, candidate))
        {
            Break($"an abort of {VersionName.Short(candidate)} is not obeyed: it stays {status.Candidate.Stage}");
        }
    }

    private void CheckMoves(Decided decided, ClusterObservation seen, string stable, string candidate, ClusterRolloutStatus part)
    {
        var (ready, full) = (Ready(seen, stable), Replicas(decided));
        var move = decided.Decision.Actions.OfType<ApplyTraffic>().FirstOrDefault(action => action.Cluster == seen.Name);
        var left = move?.Split.Of(candidate) ?? seen.Traffic!.Written.Of(candidate);
        if (left > 0 && ready > 0 && (ready >= full || Ready(seen, candidate) == 0 || IsOverdue(decided, part)))
        {
            Break($"{VersionName.Short(candidate)} keeps {left} on its way back in {seen.Name}, although {Ready(seen, stable)} of {full} endpoints of {VersionName.Short(stable)} are ready "
                + $"and {Ready(seen, candidate)} of its own");
        }

        var asked = seen.Find(stable)?.DesiredReplicas ?? 0;
        var scales = decided.Decision.Actions.OfType<ApplyRevision>().Any(action => action.Cluster == seen.Name && Same(action.Revision, stable) && action.Replicas >= full);
        if (asked < full && !scales && !decided.IsService)
        {
            Break($"on the way back {VersionName.Short(stable)} has {asked} of {full} replicas in {seen.Name} and is not scaled up");
        }
    }

    private static bool IsOverdue(Decided decided, ClusterRolloutStatus part)
    {
        var most = decided.Snapshot.Records.FirstOrDefault(record => Same(record.Revision, decided.Decision.Status.Candidate?.Revision))?.Plan.Strategy.AbortMaxSeconds ?? 60;
        return RolloutTimers.Return(part) is { } timer && decided.Snapshot.Elapsed.Of(timer) >= TimeSpan.FromSeconds(most);
    }
}
