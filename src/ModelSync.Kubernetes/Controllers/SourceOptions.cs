using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Which changes of a kind concern a controller, and where.</summary>
/// <typeparam name="T">The representation.</typeparam>
public sealed record SourceOptions<T>
    where T : class, IKubernetesObject
{
    /// <summary>Only changes for which this is true: pure and quick; where it throws, the change counts. See <see cref="Predicates"/>.</summary>
    public Predicate<InformerEvent<T>>? When { get; init; }

    /// <summary>In which clusters to watch.</summary>
    public ClusterScope Clusters { get; init; } = ClusterScope.All;

    /// <summary>Which objects to keep and how; null takes the informer as others have asked for it, or one of all objects.</summary>
    public InformerOptions<T>? Informer { get; init; }
}
