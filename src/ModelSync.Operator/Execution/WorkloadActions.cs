using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Execution;

/// <summary>Makes, repairs, scales and deletes the objects of revisions in one cluster.</summary>
internal sealed class WorkloadActions(ActionContext context, ClusterScene place, ServingKinds kinds, GatheringClock clock)
{
    private const int MostConflicts = 5;
    private readonly ObjectWriter _writer = new(context, place, clock);
    private readonly ObjectRemover _remover = new(context, place);

    private RolloutIdentity Identity => context.Scene.Identity;

    public Task RunAsync(PlannedAction action, CancellationToken cancellationToken) => action switch
    {
        ApplyRevision apply => ApplyAsync(apply, cancellationToken),
        ScaleDownRevision down when Find(down.Revision) is { } record => DeploymentAsync(record, down.Replicas, isNew: false, cancellationToken),
        ScaleDownRevision down => ScaleAsync(down, cancellationToken),
        RemoveRevision remove => RemoveAsync(remove.Revision, cancellationToken),
        _ => throw new InvalidOperationException($"{action.GetType().Name} is no action of workloads."),
    };

    private async Task ApplyAsync(ApplyRevision apply, CancellationToken cancellationToken)
    {
        var record = RecordOf(apply.Revision);
        await DeploymentAsync(record, apply.Replicas, isNew: true, cancellationToken).ConfigureAwait(false);
        await PartAsync(ServingKinds.Services, record.Revision, record.Service, cancellationToken).ConfigureAwait(false);
        if (kinds.DisruptionBudgets is { } budgets)
        {
            await PartAsync(budgets, record.Revision, record.DisruptionBudget, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task DeploymentAsync(RevisionRecord record, int replicas, bool isNew, CancellationToken cancellationToken)
    {
        var seen = place.Deployments.GetValueOrDefault(record.Revision);
        if (seen is null && !isNew)
        {
            return Task.CompletedTask; // Nothing is there to take pods from.
        }

        return _writer.WriteAsync(
            new ObjectWrite
            {
                Kind = ServingKinds.Deployments,
                Key = KeyOf(record.Revision),

                // What is taken back may serve: as many pods as it has are kept.
                Intent = live => DeploymentIntent.Deployment(record, live?.Metadata.IsOrphanOf(Identity.Name) is true ? Math.Max(replicas, ReplicasOf(live)) : replicas),
                IsAsSeen = live => live is null ? seen is null : seen is not null && ReplicasOf(live) == ReplicasOf(seen),
            },
            cancellationToken);
    }

    private Task PartAsync(ResourceInfo kind, string revision, RawJson? intent, CancellationToken cancellationToken) => intent is null
        ? Task.CompletedTask
        : _writer.WriteAsync(new ObjectWrite { Kind = kind, Key = KeyOf(revision), Intent = _ => intent }, cancellationToken);

    // The Deployment last: by it a revision is seen to be there.
    private async Task RemoveAsync(string revision, CancellationToken cancellationToken)
    {
        if (kinds.DisruptionBudgets is { } budgets)
        {
            await _remover.RemoveAsync(budgets, KeyOf(revision), cancellationToken).ConfigureAwait(false);
        }

        await _remover.RemoveAsync(ServingKinds.Services, KeyOf(revision), cancellationToken).ConfigureAwait(false);
        await _remover.RemoveAsync(ServingKinds.Deployments, KeyOf(revision), cancellationToken).ConfigureAwait(false);
    }

    // Without its record nothing of a revision can be made, but pods that nobody needs can go.
    private async Task ScaleAsync(ScaleDownRevision down, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Dynamic(ServingKinds.Deployments);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(KeyOf(down.Revision), cancellationToken).ConfigureAwait(false);
            if (live is null || !live.Metadata.IsOwnedBy(Identity.Uid) || ReplicasOf(live) <= down.Replicas)
            {
                return;
            }

            if (live.Metadata.Epoch > context.Epoch)
            {
                throw new ActionStoppedException($"Deployment {live.Metadata.Name} was written by a later decision (epoch {live.Metadata.Epoch}, ours is {context.Epoch})");
            }

            var patch = Patch.Json()
                .Replace(JsonPointer.Of("metadata", "resourceVersion"), live.Metadata.ResourceVersion!)
                .Replace(JsonPointer.Of("spec", "replicas"), down.Replicas)
                .Build();
            try
            {
                await client.PatchAsync(live.Metadata.Key, patch, new WriteOptions { FieldManager = ObjectWriter.FieldManager }, cancellationToken).ConfigureAwait(false);
                context.Report.CountWrite();
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
            {
                // Somebody was quicker: look again.
            }
        }

        throw new ActionStoppedException($"Deployment {Identity.NameOf(down.Revision)} changed {MostConflicts} times while it was to be scaled down");
    }

    private RevisionRecord? Find(string revision) => context.Scene.Snapshot.Records.FirstOrDefault(record => Text.Same(record.Revision, revision));

    private RevisionRecord RecordOf(string revision) => Find(revision) ?? throw Missing(revision);

    private ActionStoppedException Missing(string revision)
    {
        var message = $"ControllerRevision {Identity.NameOf(revision)} is missing: nothing of revision {revision} can be made or changed without it; restore it, or name another version";
        return new ActionStoppedException(message, new Impediment(ObstacleReasons.RecordMissing, message));
    }

    private NamespacedName KeyOf(string revision) => new(Identity.Namespace, Identity.NameOf(revision));

    private static int ReplicasOf(DynamicObject deployment) => (int?)deployment.ToJsonElement().Member("spec").Number("replicas") ?? 1;
}
