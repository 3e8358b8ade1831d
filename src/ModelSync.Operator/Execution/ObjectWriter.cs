using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Core.Revisions.Drift;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Execution;

/// <summary>
/// Writes one object of a rollout: a live look first, then a server-side apply that carries the resourceVersion of that look. What is as it should be is
/// not written; what is somebody else's, carries a higher epoch, or is not what the decision saw stops the action.
/// </summary>
internal sealed class ObjectWriter(ActionContext context, ClusterScene place, GatheringClock clock)
{
    public const string FieldManager = "modelsync";
    private const int MostConflicts = 5;
    private static readonly ApplyOptions Apply = new(FieldManager);

    private RolloutIdentity Identity => context.Scene.Identity;

    /// <exception cref="ActionStoppedException">It must not be written.</exception>
    public async Task WriteAsync(ObjectWrite write, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Dynamic(write.Kind);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(write.Key, cancellationToken).ConfigureAwait(false);
            var intent = write.Intent(live);
            if (live is not null && !IsToBeWritten(write, live, intent))
            {
                return;
            }

            if (live is null && !write.IsAsSeen(null))
            {
                throw Changed(write);
            }

            try
            {
                await WriteAsync(client, write, live, intent, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists || (live is not null && e.IsNotFound))
            {
                // Somebody was quicker: look again.
            }
        }

        throw new ActionStoppedException($"{write.Kind.Kind} {write.Key.Name} changed {MostConflicts} times while it was to be written");
    }

    private async Task WriteAsync(IResourceClient<DynamicObject> client, ObjectWrite write, DynamicObject? live, RawJson intent, CancellationToken cancellationToken)
    {
        if (live is not null && write.Prepare(live) is { } first)
        {
            live = await client.PatchAsync(write.Key, first, new WriteOptions { FieldManager = FieldManager }, cancellationToken).ConfigureAwait(false);
            context.Report.CountWrite();
        }

        // What the server returns is as a rule what was asked for; where it writes a quantity in another way, the seal is corrected.
        var seal = DriftDetector.Seal(intent, intent);
        var configuration = SealedBody.Of(write.Kind, intent, live?.Metadata.ResourceVersion, context.Epoch, seal);
        var written = await client.ApplyAsync(configuration, Apply, cancellationToken).ConfigureAwait(false);
        context.Report.CountWrite();
        var actual = DriftDetector.Seal(intent, new RawJson(written.Raw.Span));
        if (!Text.Same(actual, seal))
        {
            // Nothing but the seal: whatever happened to the object since is not to be undone by it.
            var body = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = written.Metadata.Uid, ["annotations"] = new JsonObject { [ObjectKeys.Applied] = actual } } };
            await client.PatchAsync(write.Key, Patch.Merge(JsonBytes.Of(body)), new WriteOptions { FieldManager = FieldManager }, cancellationToken).ConfigureAwait(false);
            context.Report.CountWrite();
        }
    }

    private bool IsToBeWritten(ObjectWrite write, DynamicObject live, RawJson intent)
    {
        if (live.Metadata.IsDeleting)
        {
            throw new ActionStoppedException($"{write.Kind.Kind} {write.Key.Name} is being deleted");
        }

        if (!live.Metadata.IsOwnedBy(Identity.Uid))
        {
            return live.Metadata.IsOrphanOf(Identity.Name) || write.IsGiven(live) ? true : throw NameConflict(write, live);
        }

        if (live.Metadata.Epoch > context.Epoch)
        {
            throw new ActionStoppedException($"{write.Kind.Kind} {write.Key.Name} was written by a later decision (epoch {live.Metadata.Epoch}, ours is {context.Epoch})");
        }

        var verdict = DriftDetector.Compare(intent, new RawJson(live.Raw.Span), live.Metadata.Seal);
        if (verdict == DriftVerdict.Equal && write.Prepare(live) is null)
        {
            return false;
        }

        return write.IsAsSeen(live) ? verdict != DriftVerdict.Drifted || MayRepair(write, live, intent) : throw Changed(write);
    }

    // Whoever fights with us for a field is answered slowly.
    private bool MayRepair(ObjectWrite write, DynamicObject live, RawJson intent)
    {
        var spot = $"{place.Cluster.Name}/{write.Kind.Kind}/{write.Key.Name}";
        var fields = DriftDetector.Fields(intent, intent, new RawJson(live.Raw.Span));
        var history = context.Memory.Repairs.GetValueOrDefault(spot, RepairHistory.None);
        var now = clock.Monotonic;
        var delay = fields.Select(field => history.DelayOf(field, now)).DefaultIfEmpty().Max();
        if (delay > TimeSpan.Zero)
        {
            context.Report.LookAgain(delay);
            return false;
        }

        context.Memory.Repairs[spot] = history.After(fields, now);
        return true;
    }

    private static ActionStoppedException Changed(ObjectWrite write) => new($"{write.Kind.Kind} {write.Key.Name} is not what the decision saw");

    private ActionStoppedException NameConflict(ObjectWrite write, DynamicObject live)
    {
        var owner = live.Metadata.ControllerOwner is { } other ? $"{other.Kind} {other.Name}" : "somebody else";
        var remedy = write.Kind.Kind is "Service" && Text.Same(write.Key.Name, Identity.Name)
            ? $"give it to the rollout by the annotation {ObjectKeys.Adopt}: {Identity.Name}, or rename one of both"
            : "rename or delete one of both";
        var message = $"{write.Kind.Kind} {write.Key.Name} in namespace {write.Key.Namespace} belongs to {owner}: {remedy}";
        return new ActionStoppedException(message, new Impediment("NameConflict", message));
    }
}
