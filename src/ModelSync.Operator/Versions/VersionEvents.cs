using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Versions;

/// <summary>What people should be told when a status changes to another.</summary>
internal static class VersionEvents
{
    /// <summary>The Events in the order of the conditions.</summary>
    public static IReadOnlyList<VersionEvent> Between(ModelVersionStatus? before, ModelVersionStatus after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var events = new List<VersionEvent>();
        foreach (var condition in after.Conditions ?? [])
        {
            var known = VersionState.Find(before, condition.Type);
            var isNews = !IsKnown(known, condition) && !events.Exists(one => string.Equals(one.Reason, condition.Reason, StringComparison.Ordinal));
            if (isNews && Of(condition) is { } told)
            {
                events.Add(told);
            }
        }

        return events;
    }

    private static VersionEvent? Of(Condition condition) => (condition.Type, condition.Status, condition.Reason) switch
    {
        (VersionConditions.Ready, "True", VersionReasons.Ready) => Tell(EventType.Normal, condition),
        (VersionConditions.Ready, "True", VersionReasons.Deprecated or VersionReasons.Retired) => Tell(EventType.Normal, condition),
        (VersionConditions.Ready, "True", VersionReasons.Quarantined) => Tell(EventType.Warning, condition),
        (VersionConditions.Ready, "False", VersionReasons.InUse) => Tell(EventType.Warning, condition),
        (VersionConditions.Resolved, "True", _) => Tell(EventType.Normal, condition),
        (VersionConditions.Resolved or VersionConditions.Verified or VersionConditions.Accepted, "False", _) => Tell(EventType.Warning, condition),
        (VersionConditions.Accepted, "True", VersionReasons.AcceptedWithWarnings) => Tell(EventType.Warning, condition),
        (VersionConditions.UpstreamMutated, "True", _) => Tell(EventType.Warning, condition),
        _ => null,
    };

    // The words of a failure are told again when they change, as those of a warning are; who uses the version is no news.
    private static bool IsKnown(Condition? known, Condition condition) =>
        known is not null
        && string.Equals(known.Status, condition.Status, StringComparison.Ordinal)
        && string.Equals(known.Reason, condition.Reason, StringComparison.Ordinal)
        && (condition.Type is VersionConditions.Ready or VersionConditions.Resolved
            || string.Equals(known.Message, condition.Message, StringComparison.Ordinal));

    private static VersionEvent Tell(EventType type, Condition condition) => new(type, condition.Reason!, condition.Message ?? string.Empty);
}
