using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Execution;

/// <summary>Deletes objects of a rollout, each after a live look: only what it owns or may take back, and nothing that a later decision has written.</summary>
internal sealed class ObjectRemover(ActionContext context, ClusterScene place)
{
    private const int MostConflicts = 5;

    /// <exception cref="ActionStoppedException">It must not be deleted.</exception>
    public async Task RemoveAsync(ResourceInfo kind, NamespacedName key, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Metadata(kind);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(key, cancellationToken).ConfigureAwait(false);
            if (live is null || live.Metadata.IsDeleting || !live.Metadata.CountsFor(context.Scene.Identity, context.TakesBack))
            {
                return; // What is not ours stays.
            }

            if (live.Metadata.Epoch > context.Epoch)
            {
                throw new ActionStoppedException($"{kind.Kind} {key.Name} was written by a later decision (epoch {live.Metadata.Epoch}, ours is {context.Epoch})");
            }

            try
            {
                var exactly = new DeleteOptions
                {
                    PropagationPolicy = PropagationPolicy.Background,
                    Preconditions = new Preconditions { Uid = live.Metadata.Uid, ResourceVersion = live.Metadata.ResourceVersion },
                };
                await client.DeleteAsync(key, exactly, cancellationToken).ConfigureAwait(false);
                context.Report.CountWrite();
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // It changed in between: look again.
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                return;
            }
        }

        throw new ActionStoppedException($"{kind.Kind} {key.Name} changed {MostConflicts} times while it was to be deleted");
    }
}
