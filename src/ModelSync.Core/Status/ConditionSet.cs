using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Status;

/// <summary>Makes conditions of findings, with the transition times of those that were there before.</summary>
internal readonly struct ConditionSet(IReadOnlyList<Condition>? before, long? generation, DateTimeOffset now)
{
    // The API server takes 32,768 characters; nobody reads more than this, and the status stays small.
    private const int MaxMessage = 1024;

    public IReadOnlyList<Condition> Of(IEnumerable<Finding> findings)
    {
        var conditions = new List<Condition>(8);
        foreach (var finding in findings)
        {
            conditions.Add(Of(finding));
        }

        return conditions;
    }

    private Condition Of(Finding finding)
    {
        var known = Find(finding.Type);
        var isSame = known?.LastTransitionTime is not null && string.Equals(known.Status, finding.Status, StringComparison.Ordinal);
        return new Condition
        {
            Type = finding.Type,
            Status = finding.Status,
            ObservedGeneration = generation,
            LastTransitionTime = isSame ? known?.LastTransitionTime : new KubeTime(now),
            Reason = finding.Reason,
            Message = Text.Shorten(finding.Message, MaxMessage),
        };
    }

    private Condition? Find(string type)
    {
        foreach (var condition in before ?? [])
        {
            if (string.Equals(condition.Type, type, StringComparison.Ordinal))
            {
                return condition;
            }
        }

        return null;
    }
}
