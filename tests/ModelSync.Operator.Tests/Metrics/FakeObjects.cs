using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Metrics;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>What a cache would have.</summary>
internal sealed class FakeObjects : IObservedObjects
{
    public List<object> Objects { get; } = [];

    public IReadOnlyList<T> List<T>()
        where T : class, IResource<T> => [.. Objects.OfType<T>()];
}
