using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>One effect of a decision; all kinds stand beside this file.</summary>
public abstract record PlannedAction
{
    private protected PlannedAction(ActionStage stage, ClusterName cluster)
    {
        Stage = stage;
        Cluster = cluster;
    }

    /// <summary>When it is carried out: stages one after the other, and none after one that failed, in the same cluster.</summary>
    public ActionStage Stage { get; }

    /// <summary>Where it is carried out.</summary>
    public ClusterName Cluster { get; }
}
