using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>What a replace must have: a model that loses nothing, and the version that was read.</summary>
internal static class ReplaceRules
{
    public static void Check<T>(ResourceType<T> type, T value)
        where T : class, IKubernetesObject
    {
        if (type.Codec.Fidelity != ModelFidelity.Lossless)
        {
            throw new ArgumentException(
                $"replace of {type.Resource} {value.Metadata.Key}: {typeof(T).Name} does not model every field, and those it lacks would be deleted; patch, apply or use DynamicObject",
                nameof(value));
        }

        if (string.IsNullOrEmpty(value.Metadata.ResourceVersion))
        {
            throw new ArgumentException(
                $"replace of {type.Resource} {value.Metadata.Key}: metadata.resourceVersion is empty, so that changes of others would be lost; replace what was read",
                nameof(value));
        }
    }
}
