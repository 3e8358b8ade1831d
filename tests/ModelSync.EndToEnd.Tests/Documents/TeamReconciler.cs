using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.EndToEnd.Documents;

// sample: reconciler
/// <summary>A namespace with the label "team" has a ConfigMap "team" with its value: who deletes or changes it gets it back.</summary>
public sealed class TeamReconciler : IEntityReconciler<Namespace>
{
    private static readonly ApplyOptions Apply = new("teams");

    public async ValueTask<Result> ReconcileAsync(Namespace entity, ReconcileContext context, CancellationToken cancellationToken)
    {
        if (entity.Metadata.Labels?.TryGetValue("team", out var team) is true && !entity.Metadata.IsDeleting)
        {
            var wanted = new ConfigMap
            {
                Metadata = new ObjectMeta { Namespace = entity.Metadata.Name, Name = "team", OwnerReferences = [ControllerReference.To(entity)] },
                Data = [KeyValuePair.Create("name", team)],
            };
            await context.Client.Resource<ConfigMap>().ApplyAsync(ApplyConfiguration.From(wanted), Apply, cancellationToken);
        }

        return Result.Done;
    }
}
// end of sample
