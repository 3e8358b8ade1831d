using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>A name of which the state changes, with what the indexes say of both.</summary>
/// <param name="Key">The name.</param>
/// <param name="Old">The object before, readable or not; null where there was none.</param>
/// <param name="New">The object now, readable or not; null where there is none.</param>
/// <param name="OldValues">The index values of the old one.</param>
/// <param name="NewValues">The index values of the new one.</param>
internal readonly record struct StoreChange(NamespacedName Key, object? Old, object? New, string[][] OldValues, string[][] NewValues)
{
    public InformerEventKind Kind => New is null ? InformerEventKind.Deleted : Old is null ? InformerEventKind.Added : InformerEventKind.Updated;

    public InformerEvent<T> ToEvent<T>(bool isInitial)
        where T : class, IKubernetesObject => new(Kind, Key, Old as T, New as T, New as InvalidObject, isInitial);
}
