using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Metrics;

/// <summary>The objects that metrics tell of.</summary>
internal interface IObservedObjects
{
    /// <summary>All objects of a kind that are known; none while somebody else tells of them.</summary>
    IReadOnlyList<T> List<T>()
        where T : class, IResource<T>;
}
