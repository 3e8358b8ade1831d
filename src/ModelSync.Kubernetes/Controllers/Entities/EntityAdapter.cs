using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Entities;

/// <summary>
/// Hands objects of one cluster's cache to a reconciler of objects:
/// <code>
///                  not there ─────────────► nothing: it was cleaned up before it went
///                  not readable ──────────► reported once a version: it is not gone
/// name ─► cache ─► there ── no finalizer ─► put it on ─► ReconcileAsync
///                  there ── finalizer ────► ReconcileAsync
///                  going ── no finalizer ─► nothing: nothing was set up
///                  going ── finalizer ────► CleanupAsync until Done ─► take it off
/// </code>
/// </summary>
internal sealed class EntityAdapter<T>(
    IEntityReconciler<T> reconciler, Finalizer<T>? finalizer, ResourceType<T> type, ICluster cluster, InvalidObjectReports reports) : IReconciler
    where T : class, IKubernetesObject
{
    private readonly IInformer<T> _cache = cluster.Informers.Get(type);

    public ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
    {
        if (_cache.Get(request.Key) is not { } entity)
        {
            reports.Report(request, _cache.GetInvalid(request.Key), type.Resource, context);
            return new ValueTask<Result>(Result.Done);
        }

        reports.Forget(request);
        return (entity.Metadata.IsDeleting, finalizer) switch
        {
            (false, null) => reconciler.ReconcileAsync(entity, context, cancellationToken),
            (false, var ours) when ours.IsOn(entity) => reconciler.ReconcileAsync(entity, context, cancellationToken),
            (false, var ours) => BeginAsync(entity, ours, context, cancellationToken),
            (true, { } ours) when ours.IsOn(entity) => EndAsync(entity, ours, context, cancellationToken),
            _ => new ValueTask<Result>(Result.Done),
        };
    }

    // Goes on at once with what the patch returned: a predicate may hide the change of a finalizer from us.
    private async ValueTask<Result> BeginAsync(T entity, Finalizer<T> ours, ReconcileContext context, CancellationToken cancellationToken)
    {
        var ready = await ours.AddAsync(entity, context.Client, cancellationToken).ConfigureAwait(false);
        return ready is null ? Result.Done : await reconciler.ReconcileAsync(ready, context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Result> EndAsync(T entity, Finalizer<T> ours, ReconcileContext context, CancellationToken cancellationToken)
    {
        var result = await reconciler.CleanupAsync(entity, context, cancellationToken).ConfigureAwait(false);
        if (result == Result.Done)
        {
            await ours.RemoveAsync(entity, context.Client, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }
}
