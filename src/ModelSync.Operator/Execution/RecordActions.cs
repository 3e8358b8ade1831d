using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
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

/// <summary>What has to be known or written first, in the hub: finalizers, dry runs, records of revisions.</summary>
internal sealed class RecordActions(ActionContext context, GatheringClock clock)
{
    private const int MostConflicts = 5;
    private const int ConflictsToldAfter = 30;
    private static readonly TimeSpan CheckAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckAgainSoon = TimeSpan.FromSeconds(1);
    private static readonly ApplyOptions DryRun = new(ObjectWriter.FieldManager, DryRun: true);

    private RolloutIdentity Identity => context.Scene.Identity;

    private NamespacedName RolloutKey => new(Identity.Namespace, Identity.Name);

    public Task RunAsync(PlannedAction action, CancellationToken cancellationToken) => action switch
    {
        AddFinalizer => FinalizerAsync(metadata => FinalizerPatch.Add(metadata, ObjectKeys.Finalizer), cancellationToken),
        RemoveFinalizer => FinalizerAsync(metadata => FinalizerPatch.Remove(metadata, ObjectKeys.Finalizer), cancellationToken),
        CheckTemplate check => CheckAsync(check.Record, cancellationToken),
        RecordRevision record => RecordAsync(record.Record, cancellationToken),
        RemoveRecord remove => RemoveAsync(remove.Revision, cancellationToken),
        _ => throw new InvalidOperationException($"{action.GetType().Name} is no action of records."),
    };

    private async Task FinalizerAsync(Func<ObjectMeta, Patch?> change, CancellationToken cancellationToken)
    {
        var client = context.Hub.Metadata(ModelRollout.Resource);
        string? refused = null;
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(RolloutKey, cancellationToken).ConfigureAwait(false);
            if (live is null || !Text.Same(live.Metadata.Uid, Identity.Uid) || change(live.Metadata) is not { } patch)
            {
                return;
            }

            try
            {
                await client.PatchAsync(RolloutKey, patch, new WriteOptions { FieldManager = ObjectWriter.FieldManager }, cancellationToken).ConfigureAwait(false);
                context.Report.CountWrite();
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict || (e.IsInvalid && !Text.Same(live.Metadata.ResourceVersion, refused)))
            {
                // A test of the patch failed: somebody changed the list, so look again. Where it did not change, the refusal is meant.
                refused = e.IsInvalid ? live.Metadata.ResourceVersion : null;
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                return;
            }
        }

        throw new ActionStoppedException("the finalizers changed each time they were to be written");
    }

    // A check that fails stops nothing: what serves is repaired and scaled while the next version waits for its answer.
    private async Task CheckAsync(RevisionRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await DryRunAsync(ServingKinds.Deployments, DeploymentIntent.Deployment(record, 1), cancellationToken).ConfigureAwait(false);
            await DryRunAsync(ServingKinds.Services, record.Service!, cancellationToken).ConfigureAwait(false);
            Answer(record, refusal: null);
        }
        catch (KubernetesApiException e) when (FailureVerdict.IsRefusal(e) || FailureVerdict.IsOfForeignField(e))
        {
            Answer(record, e.Status.Message ?? e.Message);
        }
        catch (KubernetesApiException e) when (++context.Memory.FailedChecks >= (e.IsConflict ? ConflictsToldAfter : FailureVerdict.ToldAfter))
        {
            Answer(record, $"the API server fails to judge it: {e.Status.Message ?? e.Message}");
        }
        catch (Exception e) when (FailureVerdict.IsKnown(e))
        {
            // A conflict only says that somebody else has written meanwhile, and nothing of the template.
            context.Report.LookAgain(e is KubernetesApiException { IsConflict: true } ? CheckAgainSoon : CheckAgainAfter);
        }
    }

    private void Answer(RevisionRecord record, string? refusal)
    {
        context.Memory.Template = (new TemplateVerdict(record.Revision, IsAccepted: refusal is null, refusal), clock.Monotonic);
        context.Memory.FailedChecks = 0;
        context.Report.LookAgain(TimeSpan.Zero);
    }

    private Task<DynamicObject> DryRunAsync(ResourceInfo kind, RawJson intent, CancellationToken cancellationToken) =>
        context.Hub.Dynamic(kind).ApplyAsync(SealedBody.Of(kind, intent, resourceVersion: null, epoch: null, seal: null), DryRun, cancellationToken);

    private async Task RecordAsync(RevisionRecord record, CancellationToken cancellationToken)
    {
        var client = context.Hub.Dynamic(ServingKinds.Records);
        var key = KeyOf(record.Revision);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(key, cancellationToken).ConfigureAwait(false);
            if (live is not null && !live.Metadata.IsOwnedBy(Identity.Uid) && !live.Metadata.IsOrphanOf(Identity.Name))
            {
                var message = $"ControllerRevision {key.Name} in namespace {key.Namespace} belongs to somebody else: rename or delete one of both";
                throw new ActionStoppedException(message, new Impediment(ConditionReasons.NameConflict, message));
            }

            if (live is not null && live.Metadata.IsOwnedBy(Identity.Uid) && live.Metadata.Epoch >= record.Epoch)
            {
                return; // The plan of a trial is frozen by its first writer.
            }

            try
            {
                await client.ApplyAsync(BodyOf(record, live), new ApplyOptions(ObjectWriter.FieldManager), cancellationToken).ConfigureAwait(false);
                context.Report.CountWrite();
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists || (live is not null && e.IsNotFound))
            {
                // Somebody was quicker: look again.
            }
        }

        throw new ActionStoppedException($"ControllerRevision {key.Name} changed each time it was to be written");
    }

    private static ApplyConfiguration BodyOf(RevisionRecord record, DynamicObject? live)
    {
        var deployment = (JsonObject)JsonText.Tree(record.Deployment!)!;
        var metadata = (JsonObject)deployment["metadata"]!.DeepClone();
        if (live is not null)
        {
            // The data of a ControllerRevision can't be changed: the plan of another trial stands beside it.
            ((JsonObject)metadata["annotations"]!)[RecordReader.PlanAnnotation] = RevisionRecordCodec.EncodePlan(record.Plan).ToString();
        }

        var data = live?.ToJsonElement().Member("data") is { ValueKind: System.Text.Json.JsonValueKind.Object } kept
            ? JsonText.Tree(RawJson.From(kept.GetRawText()))
            : JsonText.Tree(RevisionRecordCodec.Encode(record));
        var body = new JsonObject
        {
            ["apiVersion"] = ServingKinds.Records.ApiVersion,
            ["kind"] = ServingKinds.Records.Kind,
            ["metadata"] = metadata,
            ["revision"] = record.Epoch,
            ["data"] = data,
        };
        return SealedBody.Of(ServingKinds.Records, new RawJson(JsonBytes.Of(body)), live?.Metadata.ResourceVersion, record.Epoch, seal: null);
    }

    private async Task RemoveAsync(string revision, CancellationToken cancellationToken)
    {
        var client = context.Hub.Metadata(ServingKinds.Records);
        var key = KeyOf(revision);
        var live = await client.GetAsync(key, cancellationToken).ConfigureAwait(false);
        if (live is null || !live.Metadata.CountsFor(Identity, context.TakesBack))
        {
            return;
        }

        var exactly = new DeleteOptions { Preconditions = new Preconditions { Uid = live.Metadata.Uid, ResourceVersion = live.Metadata.ResourceVersion } };
        try
        {
            await client.DeleteAsync(key, exactly, cancellationToken).ConfigureAwait(false);
            context.Report.CountWrite();
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            throw new ActionStoppedException($"the record {key.Name} changed while it was to be deleted", innerException: e);
        }
    }

    private NamespacedName KeyOf(string revision) => new(Identity.Namespace, Identity.NameOf(revision));
}
