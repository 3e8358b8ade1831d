using System.Text.Json.Nodes;
using ModelSync.Api;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The metadata that all objects of a rollout have.</summary>
internal static class ObjectMetadata
{
    private const int DigestDigits = 12;

    /// <summary>For an object of the rollout as a whole.</summary>
    public static JsonObject Of(RolloutIdentity rollout) => JsonTree.Of(
        ("name", rollout.Name),
        ("namespace", rollout.Namespace),
        ("labels", JsonTree.Of((ObjectKeys.Rollout, rollout.Name), (ObjectKeys.Model, rollout.Model))),
        ("annotations", JsonTree.Of((ObjectKeys.RolloutUid, rollout.Uid))),
        ("ownerReferences", new JsonArray(OwnerReference(rollout))));

    /// <summary>For an object of one revision.</summary>
    public static JsonObject Of(RolloutIdentity rollout, string revision, RevisionInputs inputs) => JsonTree.Of(
        ("name", rollout.NameOf(revision)),
        ("namespace", rollout.Namespace),
        ("labels", Labels(rollout, revision, inputs)),
        ("annotations", JsonTree.Of((ObjectKeys.RolloutUid, rollout.Uid), (ObjectKeys.Digest, inputs.PackageDigest))),
        ("ownerReferences", new JsonArray(OwnerReference(rollout))));

    public static JsonObject Labels(RolloutIdentity rollout, string revision, RevisionInputs inputs) => JsonTree.Of(
        (ObjectKeys.Rollout, rollout.Name),
        (ObjectKeys.Revision, revision),
        (ObjectKeys.Model, rollout.Model),
        (ObjectKeys.Version, inputs.Version.Replace('+', '_')),
        (ObjectKeys.Digest, ShortDigest(inputs.PackageDigest)));

    /// <summary>What selects the pods of one revision; never more than these two, since a selector cannot change.</summary>
    public static JsonObject Selector(RolloutIdentity rollout, string revision) =>
        JsonTree.Of((ObjectKeys.Rollout, rollout.Name), (ObjectKeys.Revision, revision));

    private static JsonObject OwnerReference(RolloutIdentity rollout) => JsonTree.Of(
        ("apiVersion", $"{ApiGroup.Name}/{ApiGroup.Version}"),
        ("kind", "ModelRollout"),
        ("name", rollout.Name),
        ("uid", rollout.Uid),
        ("controller", true),
        ("blockOwnerDeletion", true));

    private static string ShortDigest(string digest)
    {
        var hex = digest.AsSpan(digest.IndexOf(':', StringComparison.Ordinal) + 1);
        return hex[..Math.Min(DigestDigits, hex.Length)].ToString();
    }
}
