using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// Makes one event of two about one name, from the state before the first to the state after the second:
/// <code>
///  waits \ comes   Added            Updated          Deleted          Resync
///  Added           –                Added(new)       Deleted(old)     Added
///  Updated         –                Updated(o→n)     Deleted(o)       Updated
///  Deleted(o)      Updated(o→n)     –                –                Deleted
///  Resync          –                Updated(o→n)     Deleted(o)       Resync
/// </code>
/// An object that came and went is told as deleted although its coming never was: whoever made it must hear of it, or would wait for ever. One that
/// went and came again is an update between two UIDs.
/// </summary>
internal static class EventMerge
{
    public static InformerEvent<T> Merge<T>(in InformerEvent<T> waiting, in InformerEvent<T> coming)
        where T : class, IKubernetesObject
    {
        if (coming.Kind == InformerEventKind.Resync)
        {
            return waiting;
        }

        var kind = coming.Kind == InformerEventKind.Deleted ? InformerEventKind.Deleted
            : waiting.Kind == InformerEventKind.Added ? InformerEventKind.Added
            : InformerEventKind.Updated;

        // What was never told is the only state that a deletion can name.
        var old = kind == InformerEventKind.Added ? null : kind == InformerEventKind.Deleted ? waiting.Old ?? coming.Old : waiting.Old;
        return coming with { Kind = kind, Old = old, IsInInitialList = false };
    }
}
