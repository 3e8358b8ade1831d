using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>What became of a Job.</summary>
internal sealed record GateJobStatus
{
    /// <summary>Complete or Failed, when it is over.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
