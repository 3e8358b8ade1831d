using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Conditions;
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
    private static readonly WriteOptions Options = new() { FieldManager = FieldManager };

    private RolloutIdentity Identity => context.Scene.Identity;

    /// <exception cref="ActionStoppedException">It must not be written.</exception>
    public async Task WriteAsync(ObjectWrite write, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Dynamic(write.Kind);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var live = await client.GetAsync(write.Key, cancellationToken).ConfigureAwait(false);
            var intent = write.Intent(live);
            var repaired = RepairedFields.None;
            if (live is not null)
            {
                if (!IsToBeWritten(write, live, intent))
                {
                    return;
                }

                repaired = RepairedFields.Of(write, live, intent, isOwned: live.Metadata.IsOwnedBy(Identity.Uid));
                CheckPace(write, repaired);
            }
            else if (!write.IsAsSeen(null))
            {
                throw Changed(write);
            }

            try
            {
                var written = await WriteAsync(client, write, live, intent, cancellationToken).ConfigureAwait(false);
                Note(write, repaired, intent, written);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists || (live is not null && e.IsNotFound))
            {
                // Somebody was quicker: look again.
            }
        }

        throw new ActionStoppedException($"{write.Kind.Kind} {write.Key.Name} changed {MostConflicts} times while it was to be written");
    }

    private async Task<DynamicObject> WriteAsync(IResourceClient<DynamicObject> client, ObjectWrite write, DynamicObject? live, RawJson intent, CancellationToken cancellationToken)
    {
        if (live is not null && write.Prepare(live, intent) is { } first)
        {
            live = await client.PatchAsync(write.Key, first, Options, cancellationToken).ConfigureAwait(false);
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
            await client.PatchAsync(write.Key, Patch.Merge(JsonBytes.Of(body)), Options, cancellationToken).ConfigureAwait(false);
            context.Report.CountWrite();
        }

        return written;
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

        var isEqual = DriftDetector.Compare(intent, new RawJson(live.Raw.Span), live.Metadata.Seal) == DriftVerdict.Equal && write.Prepare(live, intent) is null;
        return !isEqual && (write.IsAsSeen(live) ? true : throw Changed(write));
    }

    // Whoever fights with us for a field is answered slowly; abort and rollback do not wait for it.
    private void CheckPace(ObjectWrite write, RepairedFields repaired)
    {
        if (!repaired.IsRepair || context.IsReturning(place.Cluster.Name))
        {
            return;
        }

        var delay = context.Memory.Repairs.DelayOf(place.Cluster.Name, SpotOf(write), repaired.Candidates, clock.Monotonic);
        if (delay > TimeSpan.Zero)
        {
            context.Report.LookAgain(delay);
            throw new ActionStoppedException($"{write.Kind.Kind} {write.Key.Name} is repaired again in {delay.TotalSeconds:0} s, for somebody else writes it, too", isPutOff: true);
        }
    }

    private void Note(ObjectWrite write, RepairedFields repaired, RawJson intent, DynamicObject written)
    {
        if (repaired.IsRepair)
        {
            context.Memory.Repairs.Note(place.Cluster.Name, SpotOf(write), repaired.After(intent, written), clock.Monotonic);
        }
    }

    private static string SpotOf(ObjectWrite write) => $"{write.Kind.Kind} {write.Key.Name}";

    private static ActionStoppedException Changed(ObjectWrite write) => new($"{write.Kind.Kind} {write.Key.Name} is not what the decision saw");

    private ActionStoppedException NameConflict(ObjectWrite write, DynamicObject live)
    {
        var owner = live.Metadata.ControllerOwner is { } other ? $"{other.Kind} {other.Name}" : "somebody else";
        var remedy = write.Kind.Kind is "Service" && Text.Same(write.Key.Name, Identity.Name)
            ? $"give it to the rollout by the annotation {ObjectKeys.Adopt}: {Identity.Name}, or rename one of both"
            : "rename or delete one of both";
        var message = $"{write.Kind.Kind} {write.Key.Name} in namespace {write.Key.Namespace} belongs to {owner}: {remedy}";
        return new ActionStoppedException(message, new Impediment(ConditionReasons.NameConflict, message));
    }
}
