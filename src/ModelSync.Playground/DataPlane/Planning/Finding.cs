using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>A condition, without its time.</summary>
internal sealed record Finding(string Type, bool IsTrue, string Reason, string Message)
{
    /// <summary>The conditions that say this; the times of those whose status has not changed stay.</summary>
    public static IReadOnlyList<Condition> ToConditions(
        IEnumerable<Finding> findings, IReadOnlyList<Condition>? present, long? generation, DateTimeOffset now) =>
        [.. findings.Select(finding => finding.ToCondition(present, generation, now))];

    private Condition ToCondition(IReadOnlyList<Condition>? present, long? generation, DateTimeOffset now)
    {
        var status = IsTrue ? "True" : "False";
        var former = present?.FirstOrDefault(condition =>
            string.Equals(condition.Type, Type, StringComparison.Ordinal) && string.Equals(condition.Status, status, StringComparison.Ordinal));
        return new Condition
        {
            Type = Type,
            Status = status,
            Reason = Reason,
            Message = Message,
            ObservedGeneration = generation,
            LastTransitionTime = former?.LastTransitionTime ?? KubeTime.FromDateTimeOffset(now),
        };
    }
}
