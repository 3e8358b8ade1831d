using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Building;

/// <summary>The kind that a controller looks after, in its representation.</summary>
internal sealed class ForTarget<T>(ResourceType<T> type, SourceOptions<T> options) : ForTarget(type.Resource, options.Clusters)
    where T : class, IKubernetesObject
{
    public ResourceType<T> Type { get; } = type;

    public SourceOptions<T> Options { get; } = options;

    public override Type Representation => typeof(T);
}
