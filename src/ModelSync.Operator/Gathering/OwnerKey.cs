using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>Tells by its labels which rollout an object is of.</summary>
internal static class OwnerKey
{
    /// <summary>The index value of an object's rollout: `namespace/name`; none for an object without the label.</summary>
    public static IEnumerable<string> Of(IKubernetesObject value) =>
        RolloutOf(value.Metadata) is { } key ? [key.ToString()] : [];

    /// <summary>The rollout that an object's label names; null without one.</summary>
    public static NamespacedName? RolloutOf(ObjectMeta metadata) =>
        metadata.Labels?.GetValueOrDefault(ObjectKeys.Rollout) is { Length: > 0 } name ? new NamespacedName(metadata.Namespace, name) : null;

    public static string? RevisionOf(ObjectMeta metadata) => metadata.Labels?.GetValueOrDefault(ObjectKeys.Revision);
}
