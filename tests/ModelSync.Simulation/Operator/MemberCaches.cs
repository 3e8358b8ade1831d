using ModelSync.Kubernetes.Serialization;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>What one process knows of one member cluster; each kind of objects is behind on its own.</summary>
internal sealed class MemberCaches(Member member, OperatorProcess owner, Func<Lag> lag, bool listsStale)
{
    /// <summary>The cluster.</summary>
    public Member Member { get; } = member;

    /// <summary>The labels of its ModelCluster, which the hub keeps.</summary>
    public Cache<StringMap> Labels { get; } = new(member.Labels, owner, lag(), listsStale: false);

    /// <summary>Its Deployments.</summary>
    public Cache<IReadOnlyList<SimDeployment>> Deployments { get; } = new(member.Deployments, owner, lag(), listsStale);

    /// <summary>Its pods.</summary>
    public Cache<IReadOnlyList<PodCounts>> Pods { get; } = new(member.Pods, owner, lag(), listsStale);

    /// <summary>What splits its traffic.</summary>
    public Cache<SimRoute?> Route { get; } = new(member.Route, owner, lag(), listsStale);

    /// <summary>When it was last known to answer.</summary>
    public long LastContact { get; set; } = owner.Agenda.Now;

    /// <summary>The cluster can no longer be reached.</summary>
    public void Cut()
    {
        LastContact = owner.Agenda.Now;
        Deployments.Cut();
        Pods.Cut();
        Route.Cut();
    }

    /// <summary>The cluster can be reached again.</summary>
    public void Heal()
    {
        Deployments.Heal();
        Pods.Heal();
        Route.Heal();
    }

    /// <summary>Ends.</summary>
    public void Close()
    {
        Labels.Close();
        Deployments.Close();
        Pods.Close();
        Route.Close();
    }
}
