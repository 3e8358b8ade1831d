using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Caching;

/// <summary>Which objects an informer keeps, and how.</summary>
/// <typeparam name="T">The representation.</typeparam>
public sealed record InformerOptions<T>
    where T : class, IKubernetesObject
{
    /// <summary>Only these namespaces, each with a watch of its own; null for all. An empty list is refused.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Only objects with these labels.</summary>
    public LabelQuery? LabelSelector { get; init; }

    /// <summary>Only objects with these fields.</summary>
    public FieldQuery? FieldSelector { get; init; }

    /// <summary>What <see cref="ICache{T}.ByIndex"/> can be asked for.</summary>
    public IReadOnlyList<CacheIndex<T>> Indexes { get; init; } = [];

    /// <summary>Cuts objects down before they are kept; pure, and it keeps name, namespace, UID and resourceVersion.</summary>
    public Func<T, T>? Transform { get; init; }

    /// <summary>Asks the server to stream the first list (KEP-3157); a server without it is asked for a list instead.</summary>
    public bool WatchList { get; init; }

    /// <summary>How often all objects are told again, ±10 %; zero for never. It heals no missed event, it only asks reconcilers to look again.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromHours(10);
}
