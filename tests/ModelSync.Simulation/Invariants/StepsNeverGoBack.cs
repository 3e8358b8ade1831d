using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 3: within an epoch the candidate's step and its weight, masking aside, only rise.</summary>
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

            if (part.Step < former.Step && part.Stage == former.Stage)
            {
                Break($"{VersionName.Short(candidate)} goes from step {former.Step} back to {part.Step} in {part.Name}, in epoch {now.Epoch}");
            }

            // Behind a Service desired is what so many pods can give, and changes with spec.replicas: there the step's own weight is compared.
            var (least, weight) = decided.IsService ? (Asked(former), Asked(part)) : (Unmasked(former, old, candidate), Unmasked(part, now, candidate));
            if (weight < least && part.Weights is { Count: > 0 })
            {
                Break($"the weight of {VersionName.Short(candidate)} falls from {least} to {weight} in {part.Name}, in epoch {now.Epoch}");
            }
        }
    }

    // While stable is masked, the candidate has what stable does not miss.
    private static int Unmasked(ClusterRolloutStatus part, ModelRolloutStatus status, string candidate)
    {
        var stable = Find(part, status.Stable?.Revision);
        var own = Find(part, candidate);
        return stable?.Masked is { } missed ? 100 - missed : own?.Masked ?? own?.Desired ?? 0;
    }

    private static int Asked(ClusterRolloutStatus part) =>
        part.Stage is ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted ? 100 : part.StepWeight ?? 0;

    private static WeightStatus? Find(ClusterRolloutStatus part, string? revision) => part.Weights?.FirstOrDefault(weight => Same(weight.Revision, revision));
}
