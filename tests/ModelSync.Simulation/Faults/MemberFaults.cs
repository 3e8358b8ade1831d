using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Faults;

/// <summary>Something that strikes one member cluster; its number counts modulo the clusters that there are.</summary>
internal abstract record MemberFault(int Number) : Incident
{
    /// <inheritdoc />
    public sealed override bool Apply(ClusterSim sim) => Apply(sim, sim.Members[Number % sim.Members.Count]);

    /// <summary>Lets it happen in a cluster.</summary>
    protected abstract bool Apply(ClusterSim sim, Member member);

    /// <summary>The revision that has a role now.</summary>
    protected static string? Find(ClusterSim sim, RevisionRole role) => role == RevisionRole.Stable ? sim.Status?.Stable?.Revision : sim.Status?.Candidate?.Revision;
}

/// <summary>The hub cannot reach the cluster for a while.</summary>
internal sealed record MemberCut(int Number, int Seconds) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.MemberCut;

    /// <inheritdoc />
    public override string ToString() => $"cluster {Number} cannot be reached for {Seconds} s";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member)
    {
        if (!member.IsReachable || sim.Scenario.Setup.Clusters == 0)
        {
            return false;
        }

        Set(sim, member, isReachable: false);
        sim.Incidents.EndAfter(Seconds * 1000L, () => Set(sim, member, isReachable: true));
        return true;
    }

    private static void Set(ClusterSim sim, Member member, bool isReachable)
    {
        member.IsReachable = isReachable;
        foreach (var process in sim.Processes)
        {
            var caches = process.Gatherer.Find(member);
            if (isReachable)
            {
                caches?.Heal();
            }
            else
            {
                caches?.Cut();
            }

            process.Wake();
        }
    }
}

/// <summary>Some pods die; the cluster replaces them.</summary>
internal sealed record PodsDie(int Number, RevisionRole Role, int Percent) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PodsDie;

    /// <inheritdoc />
    public override string ToString() => $"{Percent} % of the pods of {Role} die in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member) => Find(sim, Role) is { } revision && member.Workloads.Kill(revision, Percent);
}

/// <summary>All ready pods of a revision are not ready for a while.</summary>
internal sealed record PodsFlap(int Number, RevisionRole Role, int Seconds) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PodsFlap;

    /// <inheritdoc />
    public override string ToString() => $"the pods of {Role} are not ready for {Seconds} s in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member) => Find(sim, Role) is { } revision && member.Workloads.Flap(revision, Seconds * 1000L);
}

/// <summary>All pods of a revision crash for good.</summary>
internal sealed record PodsCrash(int Number, RevisionRole Role) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PodsCrash;

    /// <inheritdoc />
    public override string ToString() => $"the pods of {Role} crash in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member) => Find(sim, Role) is { } revision && member.Workloads.Crash(revision);
}

/// <summary>No parent accepts a change of the route for a while.</summary>
internal sealed record RouteRefused(int Number, int Seconds) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.RouteRefused;

    /// <inheritdoc />
    public override string ToString() => $"nothing accepts changes of the route in cluster {Number} for {Seconds} s";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member)
    {
        member.RefusesUntil = sim.Agenda.Now + (Seconds * 1000L);
        sim.Incidents.EndAfter(Seconds * 1000L, () => { });
        return sim.Hub.Rollout.Value?.Spec?.Traffic?.Type != TrafficType.Service;
    }
}

/// <summary>Somebody else writes the weights: everything to one revision, or to another one when it has everything, or some other field when there is no other.</summary>
internal sealed record ForeignWeights(int Number, RevisionRole Role) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.ForeignWeights;

    /// <inheritdoc />
    public override string ToString() => $"somebody else gives all traffic to {Role} in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member)
    {
        if (member.Route.Value is not { } route)
        {
            return false;
        }

        var revision = new[] { Find(sim, Role) }
            .Concat(member.Deployments.Value.Select(deployment => deployment.Revision))
            .FirstOrDefault(each => each is not null && !route.Written.Equals(TrafficSplit.All(each)));
        return member.TryPutRoute(
            revision is null ? route with { IsTampered = true } : route with { Written = TrafficSplit.All(revision), Selector = ServiceSelector.Narrow(revision) }, route);
    }
}

/// <summary>Somebody else scales a Deployment.</summary>
internal sealed record ForeignScale(int Number, RevisionRole Role, int Replicas) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.ForeignScale;

    /// <inheritdoc />
    public override string ToString() => $"somebody else scales {Role} to {Replicas} in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member) =>
        member.Find(Find(sim, Role)) is { } live && live.Replicas != Replicas && member.TryPut(live with { Replicas = Replicas }, live);
}

/// <summary>Somebody else deletes a Deployment, or the route.</summary>
internal sealed record ForeignDelete(int Number, RevisionRole? Role) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.ForeignDelete;

    /// <inheritdoc />
    public override string ToString() => Role is { } role ? $"somebody else deletes the Deployment of {role} in cluster {Number}" : $"somebody else deletes the route in cluster {Number}";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member)
    {
        if (Role is { } role)
        {
            var live = member.Find(Find(sim, role));
            member.Remove(live?.Revision ?? string.Empty);
            return live is not null;
        }

        var hadRoute = member.Route.Value is not null;
        member.RemoveRoute();
        return hadRoute;
    }
}
