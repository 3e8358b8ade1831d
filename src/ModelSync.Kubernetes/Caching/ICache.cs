using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching;

/// <summary>The objects of one kind as the server last told of them; thread-safe, and never a request. Objects are immutable and shared.</summary>
/// <typeparam name="T">The representation.</typeparam>
public interface ICache<T> : ICacheView
    where T : class, IKubernetesObject
{
    /// <summary>The object; null where it is not there or cannot be read (<see cref="GetInvalid"/> tells which).</summary>
    T? Get(NamespacedName key);

    /// <summary>The object as far as it can be read, where it is there but the model cannot read it.</summary>
    InvalidObject? GetInvalid(NamespacedName key);

    /// <summary>A snapshot of the readable objects of one namespace or of all.</summary>
    IReadOnlyList<T> List(string? @namespace = null);

    /// <summary>A snapshot of the objects that cannot be read.</summary>
    IReadOnlyList<InvalidObject> ListInvalid();

    /// <summary>A snapshot of the readable objects with a value of an index.</summary>
    /// <exception cref="InvalidOperationException">The cache was not made with the index.</exception>
    IReadOnlyList<T> ByIndex(CacheIndex<T> index, string value);
}
