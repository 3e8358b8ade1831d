using ModelSync.Api.Validation;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>
/// What a process remembers of one rollout beyond its status. All of it can be lost: a process that starts anew asks and looks again. Used by one
/// reconcile at a time.
/// </summary>
internal sealed class RolloutMemory(string uid)
{
    /// <summary>The rollout's UID: another one of the same name has no part in this.</summary>
    public string Uid { get; } = uid;

    /// <summary>The errors of the spec at a generation: judging it takes longer than a decision.</summary>
    public (long Generation, IReadOnlyList<FieldError> Errors)? Spec { get; set; }

    /// <summary>The timers that were seen.</summary>
    public ElapsedClock Clock { get; set; } = ElapsedClock.New;

    /// <summary>What the API server said about the last template that it was asked about, and when that was, by the monotonic clock.</summary>
    public (TemplateVerdict Verdict, TimeSpan At)? Template { get; set; }

    /// <summary>How often in a row it has not answered that.</summary>
    public int FailedChecks { get; set; }

    /// <summary>How often in a row carrying out a decision has failed.</summary>
    public int Failures { get; set; }

    /// <summary>The repairs of each object.</summary>
    public RepairMemory Repairs { get; } = new();

    /// <summary>Why the last write in a cluster was refused, until all that is planned there goes well; what is written in the hub counts for all of them.</summary>
    public Dictionary<ClusterName, Impediment> Refusals { get; } = [];

    /// <summary>The split that was last seen to be in force in a cluster.</summary>
    public Dictionary<ClusterName, TrafficSplit> InForce { get; } = [];

    /// <summary>Why the last write in a cluster, or in the hub, was refused; null when all went well.</summary>
    public Impediment? RefusalIn(ClusterName cluster) => Refusals.GetValueOrDefault(cluster) ?? Refusals.GetValueOrDefault(ClusterName.Local);
}
