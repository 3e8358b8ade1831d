using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching;

/// <summary>
/// A change of one object in a cache. Changes that follow each other faster than a subscriber takes them are told as one, from the first old state to
/// the last new one, so that what waits is never more than there are objects. One that came and went meanwhile is told as deleted all the same.
/// </summary>
/// <typeparam name="T">The representation.</typeparam>
/// <param name="Kind">What happened.</param>
/// <param name="Key">The object's name.</param>
/// <param name="Old">The object before; null where it was not there or could not be read.</param>
/// <param name="New">The object now; null where it is gone or cannot be read.</param>
/// <param name="Invalid">The object now, where it is there but cannot be read: it is not deleted.</param>
/// <param name="IsInInitialList">True for the objects of the first list, and of the present state told to a new subscriber.</param>
public readonly record struct InformerEvent<T>(InformerEventKind Kind, NamespacedName Key, T? Old, T? New, InvalidObject? Invalid, bool IsInInitialList)
    where T : class, IKubernetesObject;
