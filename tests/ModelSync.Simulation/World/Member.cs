using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Simulation.World;

/// <summary>A cluster that serves: its Deployments, their pods, and what splits the traffic between them.</summary>
internal sealed class Member
{
    private readonly ClusterSim _sim;
    private long _resourceVersion;

    /// <summary>An empty cluster.</summary>
    public Member(ClusterSim sim, ClusterName name, StringMap labels)
    {
        _sim = sim;
        Name = name;
        Labels = new(labels);
        Workloads = new Workloads(sim, this);
    }

    /// <summary>The cluster's name.</summary>
    public ClusterName Name { get; }

    /// <summary>The labels of its ModelCluster.</summary>
    public Store<StringMap> Labels { get; }

    /// <summary>Whether the hub can reach it.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Its Deployments.</summary>
    public Store<IReadOnlyList<SimDeployment>> Deployments { get; } = new([]);

    /// <summary>Its pods, counted by revision.</summary>
    public Store<IReadOnlyList<PodCounts>> Pods { get; } = new([]);

    /// <summary>What splits its traffic.</summary>
    public Store<SimRoute?> Route { get; } = new(first: null);

    /// <summary>Makes pods and ends them.</summary>
    public Workloads Workloads { get; }

    /// <summary>Until when no parent accepts a change of the route.</summary>
    public long RefusesUntil { get; set; }

    /// <summary>The Deployment of a revision; null when there is none.</summary>
    public SimDeployment? Find(string? revision) => Find(Deployments.Value, revision);

    /// <summary>The Deployment of a revision among these.</summary>
    public static SimDeployment? Find(IReadOnlyList<SimDeployment> deployments, string? revision)
    {
        for (var i = 0; i < deployments.Count; i++)
        {
            if (string.Equals(deployments[i].Revision, revision, StringComparison.Ordinal))
            {
                return deployments[i];
            }
        }

        return null;
    }

    /// <summary>Writes a Deployment; false when it is no longer the one that was read.</summary>
    public bool TryPut(SimDeployment next, SimDeployment? read)
    {
        if (Find(next.Revision)?.ResourceVersion != read?.ResourceVersion)
        {
            return false;
        }

        var written = next with { ResourceVersion = ++_resourceVersion };
        var isNew = read is null;
        Deployments.Set(isNew ? [.. Deployments.Value, written] : [.. Deployments.Value.Select(each => ReferenceEquals(each, read) ? written : each)]);
        Workloads.LookAt(next.Revision);
        return true;
    }

    /// <summary>Deletes a Deployment; its pods follow.</summary>
    public void Remove(string revision)
    {
        if (Find(revision) is { } found)
        {
            Deployments.Set([.. Deployments.Value.Where(each => !ReferenceEquals(each, found))]);
            Workloads.LookAt(revision);
        }
    }

    /// <summary>Writes what splits the traffic; false when it is no longer what was read.</summary>
    public bool TryPutRoute(SimRoute next, SimRoute? read)
    {
        if (Route.Value?.By(next.Type)?.ResourceVersion != read?.ResourceVersion)
        {
            return false;
        }

        var generation = (read?.Generation ?? 0) + 1;
        var isService = next.Type == TrafficType.Service;
        Route.Set(next with
        {
            ResourceVersion = ++_resourceVersion,
            Generation = generation,
            AcceptedGeneration = isService ? generation : read?.AcceptedGeneration ?? 0,
            InForce = isService ? next.Written : read?.InForce ?? TrafficSplit.Empty,
            Former = Route.Value?.Beside(next.Type) ?? [],
        });
        if (!isService)
        {
            _sim.Agenda.After(Math.Max(RefusesUntil - _sim.Agenda.Now, _sim.Timings.Accept.Next(_sim.Random)), () => Accept(next.Type, generation));
        }

        return true;
    }

    /// <summary>Deletes all that splits the traffic.</summary>
    public void RemoveTraffic() => Route.Set(null);

    /// <summary>Deletes what was written last; routes of other types and their entry Service stay.</summary>
    public void RemoveRoute() => Route.Set(
        Route.Value is { Former: [var former, ..] } route ? former with { Selector = route.Selector, Former = [.. route.Former.Skip(1)], ResourceVersion = ++_resourceVersion } : null);

    /// <summary>Deletes the routes of all types but one.</summary>
    public void RemoveFormer(TrafficType kept) =>
        Route.Set(Route.Value?.By(kept) is { } route ? route with { Former = [], ResourceVersion = ++_resourceVersion } : null);

    /// <summary>Takes the rollout's ownership off everything.</summary>
    public void Release()
    {
        Deployments.Set([.. Deployments.Value.Select(each => each with { IsOwned = false, ResourceVersion = ++_resourceVersion })]);
        Route.Set(Route.Value is { } route
            ? route with { IsOwned = false, Former = [.. route.Former.Select(former => former with { IsOwned = false })], ResourceVersion = ++_resourceVersion }
            : null);
    }

    private void Accept(TrafficType type, long generation)
    {
        if (Route.Value is { } route && route.By(type) is { } found && found.Generation == generation)
        {
            var accepted = found with { AcceptedGeneration = generation, InForce = found.Written, ResourceVersion = ++_resourceVersion };
            Route.Set(route.Type == type ? accepted : route with { Former = [.. route.Former.Select(former => former.Type == type ? accepted : former)] });
        }
    }
}
