using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Execution;

/// <summary>Leaves a rollout's objects as they are, and takes its ownership off them.</summary>
internal sealed class ReleaseActions(ActionContext context, ClusterScene place, RouteWriter routes, ServingKinds kinds)
{
    private RolloutIdentity Identity => context.Scene.Identity;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var target = RouteTarget.Of(place.Sources.Traffic, Identity.Name);
        foreach (var former in Reading.Former.Where(static former => !former.IsOwned))
        {
            await routes.RemoveAsync(former, cancellationToken).ConfigureAwait(false);
        }

        if (target is { IsAdopted: true } && Reading.Route is { } adopted)
        {
            await routes.RemoveAsync(new FormerRoute(target.Kind, adopted, target.AdoptedRule), cancellationToken).ConfigureAwait(false);
        }
        else if (target is not null && Reading.Route is { } route)
        {
            await ReleaseAsync(routes.KindOf(target.Kind), route.Metadata.Key, cancellationToken).ConfigureAwait(false);
        }

        foreach (var former in Reading.Former.Where(static former => former.IsOwned))
        {
            await ReleaseAsync(routes.KindOf(former.Kind), former.Route.Metadata.Key, cancellationToken).ConfigureAwait(false);
        }

        await ReleaseAsync(ServingKinds.Services, new NamespacedName(Identity.Namespace, Identity.Name), cancellationToken).ConfigureAwait(false);
        foreach (var record in context.Scene.Records)
        {
            await ReleaseAsync(ServingKinds.Records, record.Source.Metadata.Key, cancellationToken).ConfigureAwait(false);
        }

        // The Deployments last: by them a rollout is seen to be there still.
        foreach (var revision in place.Deployments.Keys)
        {
            await ReleaseRevisionAsync(new NamespacedName(Identity.Namespace, Identity.NameOf(revision)), cancellationToken).ConfigureAwait(false);
        }
    }

    private TrafficReading Reading => place.Reading;

    private async Task ReleaseRevisionAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        await ReleaseAsync(ServingKinds.Services, key, cancellationToken).ConfigureAwait(false);
        if (kinds.DisruptionBudgets is { } budgets)
        {
            await ReleaseAsync(budgets, key, cancellationToken).ConfigureAwait(false);
        }

        await ReleaseAsync(ServingKinds.Deployments, key, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(ResourceInfo kind, NamespacedName key, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Metadata(kind);
        var live = await client.GetAsync(key, cancellationToken).ConfigureAwait(false);
        if (live is null || !live.Metadata.IsOwnedBy(Identity.Uid))
        {
            return;
        }

        try
        {
            await client.PatchAsync(key, Release(live.Metadata), new WriteOptions { FieldManager = ObjectWriter.FieldManager }, cancellationToken).ConfigureAwait(false);
            context.Report.CountWrite();
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            throw new ActionStoppedException($"{kind.Kind} {key.Name} changed while it was to be released", innerException: e);
        }
    }

    // Epochs begin anew with the next rollout of that name, and must not be fenced by this one's. Only what is ours is named: other owners stay as they are.
    private Patch Release(ObjectMeta metadata)
    {
        var owners = metadata.OwnerReferences ?? [];
        var patch = Patch.Json().Replace(JsonPointer.Of("metadata", "resourceVersion"), metadata.ResourceVersion!);
        for (var i = owners.Count - 1; i >= 0; i--)
        {
            if (Text.Same(owners[i].Uid, Identity.Uid))
            {
                patch.Remove(JsonPointer.Of("metadata", "ownerReferences").Append(i));
            }
        }

        foreach (var key in new[] { ObjectKeys.Epoch, ObjectKeys.Applied }.Where(key => metadata.Annotations?.ContainsKey(key) is true))
        {
            patch.Remove(JsonPointer.Of("metadata", "annotations", key));
        }

        return patch.Build();
    }
}
