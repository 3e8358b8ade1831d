using System.Globalization;
using ModelSync.Api;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Sums clusters up for the fields of a status that are about the whole rollout.</summary>
public static class StatusSummary
{
    /// <summary><paramref name="status"/> with replicas, selector, weights and step made from its clusters.</summary>
    /// <param name="status">The status, with the clusters as they are from now on.</param>
    /// <param name="rollout">The rollout's name.</param>
    /// <param name="plan">The frozen steps of the candidate; empty where there are none.</param>
    public static ModelRolloutStatus Aggregate(ModelRolloutStatus status, string rollout, IReadOnlyList<CanaryStep> plan)
    {
        ArgumentNullException.ThrowIfNull(status);
        var clusters = status.Clusters ?? [];
        return status with
        {
            Replicas = Replicas(clusters),
            Selector = Selector(rollout),
            Weights = WeightSummary.Of(clusters),
            Step = Step(clusters, plan),
        };
    }

    /// <summary>Pods of all revisions in all clusters.</summary>
    public static int Replicas(IReadOnlyList<ClusterRolloutStatus> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var sum = 0L;
        foreach (var cluster in clusters)
        {
            sum += Math.Max(0, cluster.Replicas ?? 0);
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    /// <summary>Selects the pods of all revisions: what autoscalers count.</summary>
    public static string Selector(string rollout) => $"{ApiGroup.Name}/rollout={rollout}";

    /// <summary>
    /// The cluster that is furthest behind of those that have begun; null when none has. Clusters that wait for their turn are left out: they would hide
    /// how far the present wave is.
    /// </summary>
    public static ClusterRolloutStatus? FurthestBehind(IReadOnlyList<ClusterRolloutStatus> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ClusterRolloutStatus? behind = null;
        foreach (var cluster in clusters)
        {
            if (cluster.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted
                && (behind is null || Position(cluster).CompareTo(Position(behind)) < 0))
            {
                behind = cluster;
            }
        }

        return behind;
    }

    /// <summary>The step of the cluster that is furthest behind; null when none has begun.</summary>
    public static StepStatus? Step(IReadOnlyList<ClusterRolloutStatus> clusters, IReadOnlyList<CanaryStep> plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (FurthestBehind(clusters) is not { } behind)
        {
            return null;
        }

        var index = behind.Stage == ClusterStage.Progressing ? Math.Clamp(behind.Step ?? 0, 0, plan.Count) : plan.Count;
        return new StepStatus
        {
            Index = index,
            Count = plan.Count,
            Name = index < plan.Count ? NameOf(plan[index]) : null,
            StartedAt = behind.StepStartedAt,
        };
    }

    /// <summary>What a step does, in a few words.</summary>
    public static string NameOf(CanaryStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step switch
        {
            { SetWeight: { } weight } => string.Create(CultureInfo.InvariantCulture, $"setWeight {weight}"),
            { Gate: { } gate } => $"gate {gate.GateRef?.Name}",
            { Pause.Seconds: { } seconds } => string.Create(CultureInfo.InvariantCulture, $"pause {seconds} s"),
            _ => "pause",
        };
    }

    private static (int Stage, int Step) Position(ClusterRolloutStatus cluster) =>
        ((int)(cluster.Stage ?? ClusterStage.Steady), cluster.Stage == ClusterStage.Progressing ? cluster.Step ?? 0 : 0);
}
