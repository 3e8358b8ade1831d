using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Operator.Versions;

/// <summary>Shows rollouts what they may know of a version: from its status, never from a spec that nobody has pinned.</summary>
internal static class VersionObservations
{
    private static readonly string[] Needed = [VersionConditions.Resolved, VersionConditions.Verified, VersionConditions.Accepted];

    /// <summary>The observation; null for an object without model and version.</summary>
    public static VersionObservation? Of(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.Spec?.Version is not { } number)
        {
            return null;
        }

        // Not Ready: that also tells how far a withdrawal is, which rollouts decide on by themselves.
        var missing = Array.Find(Needed, type => !VersionState.IsTrue(version.Status, type));
        var condition = missing is null ? null : VersionState.Find(version.Status, missing);
        return new VersionObservation
        {
            Version = number,
            PackageDigest = version.Status?.PackageDigest,
            Lifecycle = VersionState.LifecycleOf(version, VersionState.IsTrue(version.Status, VersionConditions.InUse)),
            IsReady = missing is null,
            Reason = condition is { Status: "False" } ? condition.Reason : null,
            Message = condition is null ? null : $"{version.Metadata.Name}: {condition.Message?.TrimEnd('.')}",
            Spec = version.Spec,
            Components = version.Status?.Components ?? [],
        };
    }
}
