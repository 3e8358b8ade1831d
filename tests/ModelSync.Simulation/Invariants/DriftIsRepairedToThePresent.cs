using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 9: drift is repaired to the present weight and scale, at most six times in ten minutes and then once a minute, and none is left at rest.</summary>
internal sealed class DriftIsRepairedToThePresent() : Invariant(9)
{
    private const long Window = 600_000;
    private const int MostInWindow = 6 + 10;
    private readonly Dictionary<string, List<long>> _repairs = [];

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is { Action: ApplyTraffic action, RouteBefore: { } before } && !before.Written.Equals(before.Applied))
        {
            var weights = effect.Decided.Decision.Status.Clusters?.FirstOrDefault(part => Same(part.Name, action.Cluster.Value))?.Weights;
            if (weights?.FirstOrDefault(weight => action.Split.Of(weight.Revision) != weight.Desired) is { } wrong)
            {
                Break($"somebody wrote {before.Written} in {action.Cluster}, and it is repaired to {action.Split}, but {VersionName.Short(wrong.Revision)} should have {wrong.Desired}");
            }
        }

        if (effect.IsRepair)
        {
            Count($"{effect.Action.Cluster}/{(effect.Action is ApplyTraffic ? "route" : effect.DeploymentBefore?.Revision)}");
        }
    }

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        // Where nothing is selected everything is left alone, and what is selected no more is not repaired.
        foreach (var member in Sim.Members.Where(member => Selection.Takes(Sim.Hub.Rollout.Value?.Spec?.Placement, member.Name, member.Labels.Value)))
        {
            var weights = Sim.Status?.Clusters?.FirstOrDefault(part => Same(part.Name, member.Name.Value))?.Weights;
            if (member.Route.Value is { IsOwned: true, Type: not TrafficType.Service } route && weights?.FirstOrDefault(weight => route.Written.Of(weight.Revision) != weight.Desired) is { } wrong)
            {
                Break($"at rest the route in {member.Name} says {route.Written}, but {VersionName.Short(wrong.Revision)} should have {wrong.Desired}");
            }

            foreach (var deployment in member.Deployments.Value)
            {
                if (deployment.IsOwned && deployment.Replicas != deployment.Applied && rest != Rest.Gone)
                {
                    Break($"at rest {VersionName.Short(deployment.Revision)} in {member.Name} asks for {deployment.Replicas} replicas, and the operator wrote {deployment.Applied}");
                }
            }
        }
    }

    private void Count(string field)
    {
        if (!_repairs.TryGetValue(field, out var times))
        {
            _repairs[field] = times = [];
        }

        times.RemoveAll(time => time <= Sim.Agenda.Now - Window);
        times.Add(Sim.Agenda.Now);
        if (times.Count > MostInWindow)
        {
            Break($"{field} is repaired {times.Count} times in ten minutes");
        }
    }
}
