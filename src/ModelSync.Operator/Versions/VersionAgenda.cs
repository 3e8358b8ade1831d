using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What is to be asked of registries for a version, now and next.</summary>
/// <param name="IsAttemptDue">Whether it is to be pinned now.</param>
/// <param name="IsLookDue">Whether its tags are to be looked at now.</param>
/// <param name="Next">When something is due next; null for never.</param>
internal readonly record struct VersionAgenda(bool IsAttemptDue, bool IsLookDue, DateTimeOffset? Next)
{
    /// <summary>The agenda of a version whose spec breaks no rule.</summary>
    public static VersionAgenda Of(ModelVersion version, VersionMemory.Entry memory, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(memory);
        var uid = version.Metadata.Uid ?? string.Empty;
        if (VersionState.IsPinned(version.Status))
        {
            return Looks(version, uid, memory, now);
        }

        var isInUse = VersionState.IsTrue(version.Status, VersionConditions.InUse);
        if (VersionState.LifecycleOf(version, isInUse) is Lifecycle.Retired or Lifecycle.Quarantined)
        {
            return default;
        }

        var due = AttemptDue(version, uid, memory);
        var next = due > now ? due : memory.NotBefore;
        return new VersionAgenda(IsAttemptDue: next <= now, IsLookDue: false, next > now ? next : null);
    }

    // A new spec is tried at once; the same one at times that the first failure set.
    private static DateTimeOffset AttemptDue(ModelVersion version, string uid, VersionMemory.Entry memory)
    {
        var resolved = VersionState.Find(version.Status, VersionConditions.Resolved);
        return resolved is { Status: "False", LastTransitionTime: { } since } && resolved.ObservedGeneration == version.Metadata.Generation
            ? SpreadTime.NextRetry(uid, since.ToDateTimeOffset(), memory.LastAttempt)
            : DateTimeOffset.MinValue;
    }

    private static VersionAgenda Looks(ModelVersion version, string uid, VersionMemory.Entry memory, DateTimeOffset now)
    {
        var isMutated = VersionState.Find(version.Status, VersionConditions.Verified) is { Status: "False" };
        var isWithdrawn = version.Spec?.Lifecycle is Lifecycle.Retired or Lifecycle.Quarantined;
        if (isMutated || isWithdrawn || Upstream.Tagged(version.Spec).Count == 0)
        {
            return default;
        }

        var due = SpreadTime.NextLook(uid, memory.LastLook);
        return due > now
            ? new VersionAgenda(IsAttemptDue: false, IsLookDue: false, due)
            : new VersionAgenda(IsAttemptDue: false, IsLookDue: true, SpreadTime.NextLook(uid, now));
    }
}
