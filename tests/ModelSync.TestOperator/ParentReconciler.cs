using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.TestOperator;

/// <summary>Gives every parent a child with its value, and digs a grave for it when it goes; both tell who wrote them.</summary>
public sealed class ParentReconciler(EventLog log) : IEntityReconciler<ConfigMap>
{
    private static readonly TimeSpan HoldPause = TimeSpan.FromMilliseconds(100);
    private static readonly ApplyOptions Apply = new(Conventions.FieldManager);

    public async ValueTask<Result> ReconcileAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        var term = context.Term!;
        var child = new ConfigMap
        {
            Metadata = new ObjectMeta
            {
                Namespace = entity.Metadata.Namespace,
                Name = Conventions.ChildOf(entity.Metadata.Name!),
                Labels = [KeyValuePair.Create(Conventions.Role, Conventions.Child)],
                OwnerReferences = [OwnerOf(entity)],
            },
            Data = Written(context).With(Conventions.Value, entity.Data?.GetValueOrDefault(Conventions.Value) ?? string.Empty),
        };
        await context.Client.Resource<ConfigMap>().ApplyAsync(ApplyConfiguration.From(child), Apply, cancellationToken);
        log.Write("reconciled", entity.Metadata.Name!, $"epoch={term.Epoch}");
        return Result.Done;
    }

    public async ValueTask<Result> CleanupAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        var grave = new ConfigMap
        {
            Metadata = new ObjectMeta { Namespace = entity.Metadata.Namespace, Name = Conventions.GraveOf(entity.Metadata.Name!) },
            Data = Written(context),
        };
        await context.Client.Resource<ConfigMap>().ApplyAsync(ApplyConfiguration.From(grave), Apply, cancellationToken);
        log.Write("cleaning", entity.Metadata.Name!);
        if (entity.Metadata.Annotations?.ContainsKey(Conventions.Hold) is true)
        {
            return Result.After(HoldPause);
        }

        var child = new NamespacedName(entity.Metadata.Namespace, Conventions.ChildOf(entity.Metadata.Name!));
        await context.Client.Resource<ConfigMap>().DeleteAsync(child, options: null, cancellationToken);
        log.Write("cleaned", entity.Metadata.Name!);
        return Result.Done;
    }

    private static StringMap Written(ReconcileContext context) =>
        [KeyValuePair.Create(Conventions.Epoch, $"{context.Term!.Epoch}"), KeyValuePair.Create(Conventions.Identity, context.Term.Identity)];

    private static OwnerReference OwnerOf(ConfigMap parent) => new()
    {
        ApiVersion = ConfigMap.Resource.ApiVersion,
        Kind = ConfigMap.Resource.Kind,
        Name = parent.Metadata.Name!,
        Uid = parent.Metadata.Uid!,
        Controller = true,
    };
}
