using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching;

/// <summary>A way to look objects up by something else than their name; compared by reference, so keep it in a static field.</summary>
/// <typeparam name="T">The representation.</typeparam>
/// <param name="name">The name, for messages.</param>
/// <param name="values">The values of an object: pure and quick; an object for which it throws has none.</param>
public sealed class CacheIndex<T>(string name, Func<T, IEnumerable<string>> values)
    where T : class, IKubernetesObject
{
    /// <summary>The name, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>The values of an object.</summary>
    public IEnumerable<string> ValuesOf(T value) => values(value);

    /// <inheritdoc />
    public override string ToString() => Name;
}
