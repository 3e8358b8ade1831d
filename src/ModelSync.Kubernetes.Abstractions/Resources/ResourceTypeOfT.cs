using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>A kind together with the way its objects are represented; made by <see cref="ResourceType"/>.</summary>
/// <typeparam name="T">The representation.</typeparam>
public sealed class ResourceType<T>
    where T : class, IKubernetesObject
{
    /// <summary>A representation of one's own, read from JSON.</summary>
    public ResourceType(ResourceInfo resource, ResourceCodec<T> codec)
    {
        Resource = resource ?? throw new ArgumentNullException(nameof(resource));
        Codec = codec ?? throw new ArgumentNullException(nameof(codec));
    }

    /// <summary>How the API names the kind.</summary>
    public ResourceInfo Resource { get; }

    /// <summary>How its objects travel.</summary>
    public ResourceCodec<T> Codec { get; }
}
