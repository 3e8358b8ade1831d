using System.Globalization;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>Whose an object is, and which epoch wrote it last.</summary>
internal static class Ownership
{
    extension(ObjectMeta metadata)
    {
        /// <summary>Whether the rollout with that UID is the object's controller.</summary>
        public bool IsOwnedBy(string? uid) => uid is not null && string.Equals(metadata.ControllerOwner?.Uid, uid, StringComparison.Ordinal);

        /// <summary>Whether a rollout of that name left it behind: it carries a rollout's UID and nobody owns it now.</summary>
        public bool IsOrphanOf(string rollout) => metadata.ControllerOwner is null
            && metadata.Annotations?.ContainsKey(ObjectKeys.RolloutUid) is true
            && string.Equals(metadata.Labels?.GetValueOrDefault(ObjectKeys.Rollout), rollout, StringComparison.Ordinal);

        /// <summary>
        /// Whether a rollout counts the object as its own: what it owns, and, unless it is leaving itself, what one of that name left behind, for that serves.
        /// </summary>
        public bool CountsFor(RolloutIdentity rollout, bool takesBack) => metadata.IsOwnedBy(rollout.Uid) || (takesBack && metadata.IsOrphanOf(rollout.Name));

        /// <summary>The epoch of the last write of a rollout; 0 where there was none.</summary>
        public long Epoch =>
            long.TryParse(metadata.Annotations?.GetValueOrDefault(ObjectKeys.Epoch), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;

        /// <summary>The seal of the last apply.</summary>
        public string? Seal => metadata.Annotations?.GetValueOrDefault(ObjectKeys.Applied);
    }
}
