using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 2: a revision is never scaled below what its observed weight needs, unless a person wants fewer replicas or none.</summary>
internal sealed class ScaleFollowsWeight() : Invariant(2)
{
    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        switch (effect)
        {
            case { Action: ApplyRevision apply, DeploymentBefore: { } before }:
                Check(effect, before, effect.Member?.Find(apply.Revision)?.Replicas ?? apply.Replicas);
                break;
            case { Action: ScaleDownRevision down, DeploymentBefore: { } before }:
                Check(effect, before, down.Replicas);
                break;
            case { Action: RemoveRevision, DeploymentBefore: { } before }:
                Check(effect, before, 0);
                break;
            default:
                break;
        }
    }

    private void Check(Effect effect, SimDeployment before, int replicas)
    {
        var decided = effect.Decided;
        if (replicas >= before.Replicas || IsStopped(decided) || Seen(decided, effect.Action.Cluster) is not { Traffic: not null } seen)
        {
            return;
        }

        var least = Math.Min(before.Replicas, decided.IsService ? BehindService(effect, seen, before.Revision) : BehindRoute(decided, seen, before.Revision));
        var former = Math.Min(before.Replicas, BehindFormer(effect, before.Revision));
        if (replicas < former)
        {
            Break($"{VersionName.Short(before.Revision)} is scaled from {before.Replicas} to {replicas} in {seen.Name}, but a former route still needs {former}");
        }

        if (replicas < least)
        {
            Break($"{VersionName.Short(before.Revision)} is scaled from {before.Replicas} to {replicas} in {seen.Name}, but needs {least}: "
                + $"in force {seen.Traffic!.Observed}, written {seen.Traffic.Written}");
        }
    }

    private static int BehindRoute(Decided decided, ClusterObservation seen, string revision) => Needs(seen.Traffic!.Observed.Of(revision), Replicas(decided));

    // Until it is removed, those who come by the route of a former type go where it sends them.
    private static int BehindFormer(Effect effect, string revision) =>
        Needs((effect.Member?.Route.Value?.Beside(effect.Decided.Traffic) ?? []).Select(route => route.InForce.Of(revision)).DefaultIfEmpty().Max(), Replicas(effect.Decided));

    // Alone behind the selector it needs all; behind a wide one it needs what the other one has not; the selector of the same decision counts, for it goes first.
    private static int BehindService(Effect effect, ClusterObservation seen, string revision)
    {
        var written = effect.Decided.Decision.Actions.OfType<ApplyTraffic>().FirstOrDefault(action => action.Cluster == seen.Name)?.Selector;
        var selector = written ?? seen.Traffic!.Selector ?? ServiceSelector.Wide;
        if (selector.Revision is { } only)
        {
            return Same(only, revision) ? Replicas(effect.Decided) : 0;
        }

        var others = seen.Revisions.Where(other => !Same(other.Revision, revision)).Sum(other => other.ReadyEndpoints);
        return Math.Max(0, Replicas(effect.Decided) - others);
    }
}
