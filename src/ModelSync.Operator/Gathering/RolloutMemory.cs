using ModelSync.Api.Validation;
using ModelSync.Core.Revisions.Drift;
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

    /// <summary>How often in a row carrying out a decision has failed.</summary>
    public int Failures { get; set; }

    /// <summary>The repairs of each object, by cluster and object.</summary>
    public Dictionary<string, RepairHistory> Repairs { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the last write in a cluster was refused, until one goes well.</summary>
    public Dictionary<ClusterName, Impediment> Refusals { get; } = [];

    /// <summary>The split that was last seen to be in force in a cluster.</summary>
    public Dictionary<ClusterName, TrafficSplit> InForce { get; } = [];
}
