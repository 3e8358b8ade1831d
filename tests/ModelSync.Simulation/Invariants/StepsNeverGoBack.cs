using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 3: within an epoch the candidate's stage, its step and its weight, masking aside, only rise.</summary>
internal sealed class StepsNeverGoBack() : Invariant(3)
{
    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        var (old, now) = (before.Status, after.Status);
        if (old?.Epoch != now?.Epoch || now?.Candidate is not { Stage: not CandidateStage.Returning, Revision: { } candidate } || !Same(old?.Candidate?.Revision, candidate))
        {
            return;
        }

        foreach (var part in now.Clusters ?? [])
        {
            if (old!.Clusters?.FirstOrDefault(each => Same(each.Name, part.Name)) is not { } former || part.Stage is ClusterStage.Returning or ClusterStage.Returned)
            {
                continue;
            }

            if (Place(part).CompareTo(Place(former)) < 0)
            {
                Break($"{VersionName.Short(candidate)} goes from {former.Stage} {former.Step} back to {part.Stage} {part.Step} in {part.Name}, in epoch {now.Epoch}");
            }

            if (part.Weights is { Count: > 0 })
            {
                CheckWeight(decided, (old, former), (now, part), candidate);
            }
        }
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is { Action: ApplyTraffic action, RouteBefore.Selector.IsWide: true, Decided: { IsService: true, Decision.Status: var status } decided }
            && status is { Candidate: { Stage: not CandidateStage.Returning, Revision: { } candidate } }
            && status.Clusters?.FirstOrDefault(part => Same(part.Name, action.Cluster.Value)) is { Stage: ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking } part
            && action.Selector == ServiceSelector.Narrow(part.Serving ?? status.Stable?.Revision ?? string.Empty) && Replicas(decided) > 0
            && Asked(part) > 0 && HasOwnShare(decided, part, candidate) && Seen(decided, action.Cluster) is { } seen && Ready(seen, candidate) > 0 && !HasThird(decided, seen))
        {
            Break($"{VersionName.Short(candidate)} has {Ready(seen, candidate)} ready endpoints behind the selector in {part.Name}, and it is made narrow");
        }
    }

    // What it only has because somebody else gave it, or stable was away, is taken back.
    private static bool HasOwnShare(Decided decided, ClusterRolloutStatus part, string candidate) =>
        decided.Snapshot.Rollout.Status is { } old && old.Clusters?.FirstOrDefault(former => Same(former.Name, part.Name)) is { } former && Unmasked(former, old, candidate) > 0;

    // Behind a Service desired is what so many pods can give, and changes with spec.replicas: there only the step's own weight is judged, and that what is
    // behind the selector does not lose all it has.
    private void CheckWeight(Decided decided, (ModelRolloutStatus Status, ClusterRolloutStatus Part) old, (ModelRolloutStatus Status, ClusterRolloutStatus Part) now, string candidate)
    {
        var (least, weight) = decided.IsService ? (Asked(old.Part), Asked(now.Part)) : (Unmasked(old.Part, old.Status, candidate), Unmasked(now.Part, now.Status, candidate));
        if (weight < least)
        {
            Break($"the weight of {VersionName.Short(candidate)} falls from {least} to {weight} in {now.Part.Name}, in epoch {now.Status.Epoch}");
        }

        var isGone = Find(old.Part, candidate)?.Desired > 0 && Find(now.Part, candidate) is null or { Desired: 0 or null, Masked: null };
        var isOwed = Unmasked(old.Part, old.Status, candidate) > 0 && Asked(now.Part) > 0 && Replicas(decided) > 0;
        if (decided.IsService && isGone && isOwed
            && Seen(decided, new ClusterName(now.Part.Name!)) is { Traffic.Selector: var selector } seen
            && (selector?.IsWide == true || Same(selector?.Revision, candidate))
            && !HasThird(decided, seen))
        {
            Break($"the share of {VersionName.Short(candidate)} falls from {Find(old.Part, candidate)?.Desired} to 0 in {now.Part.Name}, and its step asks for {Asked(now.Part)}");
        }
    }

    private static (int Stage, int Step) Place(ClusterRolloutStatus part) => part.Stage switch
    {
        ClusterStage.Progressing => (1, part.Step ?? 0),
        ClusterStage.Promoting => (2, part.Step ?? 0),
        ClusterStage.Baking => (3, part.Step ?? 0),
        ClusterStage.Promoted => (4, part.Step ?? 0),
        _ => (0, 0),
    };

    // Nothing may be split while pods of a third revision are behind the selector.
    private static bool HasThird(Decided decided, ClusterObservation seen)
    {
        var status = decided.Decision.Status;
        var stable = status.Clusters?.FirstOrDefault(part => Same(part.Name, seen.Name.Value))?.Serving ?? status.Stable?.Revision;
        return seen.Revisions.Any(found => !Same(found.Revision, stable) && !Same(found.Revision, status.Candidate?.Revision) && found.Replicas + found.TerminatingPods > 0);
    }

    // While stable is masked, the candidate has what stable does not miss.
    private static int Unmasked(ClusterRolloutStatus part, ModelRolloutStatus status, string candidate)
    {
        var stable = Find(part, part.Serving ?? status.Stable?.Revision);
        var own = Find(part, candidate);
        return stable?.Masked is { } missed ? 100 - missed : own?.Masked ?? own?.Desired ?? 0;
    }

    private static int Asked(ClusterRolloutStatus part) =>
        part.Stage is ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted ? 100 : part.StepWeight ?? 0;

    private static WeightStatus? Find(ClusterRolloutStatus part, string? revision) => part.Weights?.FirstOrDefault(weight => Same(weight.Revision, revision));
}
