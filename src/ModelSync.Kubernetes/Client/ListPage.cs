using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>One page of a list; all pages of one list show the same state.</summary>
/// <typeparam name="T">The representation.</typeparam>
public sealed record ListPage<T>
    where T : class, IKubernetesObject
{
    /// <summary>The objects that could be read.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The objects that are there but could not be read.</summary>
    public required IReadOnlyList<InvalidObject> Invalid { get; init; }

    /// <summary>The state that the list shows: where a watch goes on.</summary>
    public required ResourceVersion ResourceVersion { get; init; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? Continue { get; init; }

    /// <summary>About how many objects follow; null where the server does not say.</summary>
    public long? RemainingItemCount { get; init; }
}
