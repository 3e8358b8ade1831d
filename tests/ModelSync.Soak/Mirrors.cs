using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Soak;

/// <summary>Makes a mirror of each source: a controller as operators have them.</summary>
internal sealed class Mirrors : IEntityReconciler<ConfigMap>
{
    private long _reconciles;

    public long Reconciles => Interlocked.Read(ref _reconciles);

    public static string NameOf(string source) => source + "-mirror";

    public async ValueTask<Result> ReconcileAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reconciles);
        var mirror = new ConfigMap
        {
            Metadata = new ObjectMeta
            {
                Namespace = entity.Metadata.Namespace,
                Name = NameOf(entity.Metadata.Name!),
                Labels = [KeyValuePair.Create("soak", "mirror")],
            },
            Data = entity.Data,
        };
        await context.Client.Resource<ConfigMap>().ApplyAsync(ApplyConfiguration.From(mirror), new ApplyOptions("mirrors"), cancellationToken).ConfigureAwait(false);
        return Result.Done;
    }
}
