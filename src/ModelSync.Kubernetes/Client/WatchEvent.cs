using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>One thing that a watch tells.</summary>
/// <typeparam name="T">The representation.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object; null for a bookmark and where it could not be read.</param>
/// <param name="Invalid">The object where it could not be read; it was added, changed or deleted all the same.</param>
/// <param name="ResourceVersion">How far the watch has got.</param>
/// <param name="IsInitialEventsEnd">True for the bookmark after the last of the present objects (KEP-3157).</param>
public readonly record struct WatchEvent<T>(
    WatchEventType Type,
    T? Object,
    InvalidObject? Invalid,
    ResourceVersion ResourceVersion,
    bool IsInitialEventsEnd = false)
    where T : class, IKubernetesObject
{
    /// <summary>The metadata of the object, readable or not; null for a bookmark.</summary>
    public ObjectMeta? Metadata => Object?.Metadata ?? Invalid?.Metadata;
}
