using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Statuses;

/// <summary>Makes conditions of what was found, each with the time at which its status became what it is.</summary>
internal static class ConditionList
{
    private const int LongestMessage = 1024;

    public static IReadOnlyList<Condition> Of(IReadOnlyList<Condition>? known, long? generation, IEnumerable<Finding> findings, DateTimeOffset now) =>
    [
        .. findings.Select(finding =>
        {
            var before = known?.FirstOrDefault(condition => Text.Same(condition.Type, finding.Type));
            var isSame = before?.LastTransitionTime is not null && Text.Same(before.Status, finding.Status);
            return new Condition
            {
                Type = finding.Type,
                Status = finding.Status,
                ObservedGeneration = generation,
                LastTransitionTime = isSame ? before!.LastTransitionTime : new KubeTime(now),
                Reason = finding.Reason,
                Message = Texts.Shorten(finding.Message, LongestMessage),
            };
        }),
    ];
}
