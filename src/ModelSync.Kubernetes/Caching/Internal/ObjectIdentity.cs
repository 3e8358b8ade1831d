using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What can be said of two states of one name by their metadata alone.</summary>
internal static class ObjectIdentity
{
    public static ObjectMeta MetadataOf(object value) => value is InvalidObject invalid ? invalid.Metadata : ((IKubernetesObject)value).Metadata;

    /// <summary>Whether both are the same state of the same object, so that there is nothing to tell.</summary>
    public static bool IsSameState(object left, object right)
    {
        if (left is InvalidObject first && right is InvalidObject second)
        {
            return first == second || (IsSameVersion(first.Metadata, second.Metadata) && string.Equals(first.Error, second.Error, StringComparison.Ordinal));
        }

        return left is not InvalidObject && right is not InvalidObject && IsSameVersion(MetadataOf(left), MetadataOf(right));
    }

    /// <summary>Whether a state is certainly older than another one. Versions that are no numbers say nothing.</summary>
    public static bool IsOlder(ObjectMeta value, ObjectMeta other) =>
        new ResourceVersion(value.ResourceVersion).TryCompare(new ResourceVersion(other.ResourceVersion), out var order) && order < 0;

    private static bool IsSameVersion(ObjectMeta left, ObjectMeta right) =>
        !string.IsNullOrEmpty(left.ResourceVersion)
        && string.Equals(left.ResourceVersion, right.ResourceVersion, StringComparison.Ordinal)
        && string.Equals(left.Uid, right.Uid, StringComparison.Ordinal);
}
