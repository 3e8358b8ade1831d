using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>A reconciler that is handed the object from the cache, and told apart whether it is to be looked after or to be cleaned up.</summary>
/// <typeparam name="T">The representation.</typeparam>
public interface IEntityReconciler<in T>
    where T : class, IKubernetesObject
{
    /// <summary>Looks after an object that is there and not being deleted; with a finalizer, only once that is on the object.</summary>
    ValueTask<Result> ReconcileAsync(T entity, ReconcileContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Cleans up before the finalizer goes: called for an object that is being deleted and still has it, until it returns <see cref="Result.Done"/>. It must
    /// bear that nothing was ever set up, and that it is called again.
    /// </summary>
    ValueTask<Result> CleanupAsync(T entity, ReconcileContext context, CancellationToken cancellationToken) => new(Result.Done);
}
