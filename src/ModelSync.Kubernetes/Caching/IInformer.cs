using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching;

/// <summary>A cache that keeps itself equal to the server while it runs, and tells of every change.</summary>
/// <typeparam name="T">The representation.</typeparam>
public interface IInformer<T> : ICache<T>, IRunnable
    where T : class, IKubernetesObject
{
    /// <summary>How it is doing.</summary>
    InformerHealth Health { get; }

    /// <summary>
    /// Tells the handler of every object that is there and of every change from now on, in the order of the changes of each object, one call at a time, away
    /// from the informer's own loop: a slow handler holds up nobody else, and an exception is logged and counted, no more. Disposing ends it.
    /// </summary>
    IDisposable Subscribe(Action<InformerEvent<T>> handler);
}
