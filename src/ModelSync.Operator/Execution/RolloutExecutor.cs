using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Status;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Metrics;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Execution;

/// <summary>
/// Carries out a decision: the status first, with the resourceVersion that was read; then the actions by stage, each after a live look at its object. What
/// fails stops all later actions in its cluster; what fails in the stage Record stops all clusters.
/// </summary>
internal sealed class RolloutExecutor(RolloutCaches caches, RouteWatch routes, GatheringClock clock, RolloutCounters counters)
{
    /// <summary>Carries it out and returns the rollout with its status as it is now; the report tells how it went.</summary>
    public async Task<ModelRollout> RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rollout = context.Scene.Snapshot.Rollout;
        counters.Prepare(rollout.Metadata.Namespace);
        var changesStatus = rollout.Status is not { } present || !StatusComparer.AreEqual(present, context.Decision.Status);
        if (changesStatus)
        {
            try
            {
                rollout = await IntentWriter.WriteAsync(context.Hub, rollout, context.Decision.Status, cancellationToken).ConfigureAwait(false);
                counters.Count(context.Scene.Snapshot.Rollout, rollout);
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
            {
                context.Report.IsOutdated = true;
                return rollout;
            }
            catch (KubernetesApiException e) when (FailureVerdict.IsRefusal(e))
            {
                context.Report.RefuseStatus(e.Status.Message ?? e.Message);
                return rollout;
            }
        }
        else if (context.Decision.Actions.Count > 0 && await IsOutdatedAsync(context, cancellationToken).ConfigureAwait(false))
        {
            context.Report.IsOutdated = true;
            return rollout;
        }

        foreach (var action in context.Decision.Actions.OrderBy(static action => action.Stage))
        {
            if (!context.Report.HasStopped(action.Cluster))
            {
                await ActAsync(context, action, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var cluster in context.Memory.Refusals.Keys.Where(cluster => !context.Report.HasStopped(cluster)).ToList())
        {
            context.Memory.Refusals.Remove(cluster);
            context.Report.LookAgain(TimeSpan.Zero); // The status still tells it.
        }

        return rollout;
    }

    // A decision that writes no status has nothing else to tell it that somebody decided meanwhile.
    private static async Task<bool> IsOutdatedAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var read = context.Scene.Snapshot.Rollout.Metadata;
        var live = await context.Hub.Metadata(ModelRollout.Resource).GetAsync(read.Key, cancellationToken).ConfigureAwait(false);
        return !Text.Same(live?.Metadata.ResourceVersion, read.ResourceVersion);
    }

    private async Task ActAsync(ActionContext context, PlannedAction action, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(context, action, cancellationToken).ConfigureAwait(false);
        }
        catch (ActionStoppedException e) when (e.IsPutOff)
        {
            // What is scaled down or removed next counts on the weights; nothing counts on a repaired Deployment.
            if (action.Stage is ActionStage.Traffic)
            {
                context.Report.PutOff(action.Cluster);
            }
        }
        catch (Exception e) when (FailureVerdict.IsKnown(e))
        {
            Stop(context, action, e);
        }
    }

    private Task RunAsync(ActionContext context, PlannedAction action, CancellationToken cancellationToken)
    {
        if (action is AddFinalizer or RemoveFinalizer or CheckTemplate or RecordRevision or RemoveRecord)
        {
            return new RecordActions(context, clock).RunAsync(action, cancellationToken);
        }

        var place = context.Scene.Find(action.Cluster) ?? throw new ActionStoppedException($"cluster {action.Cluster} is not there any more");
        if (action is ApplyRevision or ScaleDownRevision or RemoveRevision)
        {
            return new WorkloadActions(context, place, caches.Kinds, clock).RunAsync(action, cancellationToken);
        }

        var kinds = routes.Of(action.Cluster)?.Caches.ToDictionary(static cache => cache.Key, static cache => cache.Value.Resource, StringComparer.Ordinal) ?? [];
        var writer = new RouteWriter(context, place, kinds, clock);
        return action is ReleaseObjects
            ? new ReleaseActions(context, place, writer, caches.Kinds).RunAsync(cancellationToken)
            : new TrafficActions(context, place, writer, clock).RunAsync(action, cancellationToken);
    }

    private static void Stop(ActionContext context, PlannedAction action, Exception e)
    {
        var what = $"{action.GetType().Name}: {e.Message}";
        if (action.Stage == ActionStage.Record)
        {
            context.Report.StopAll(what);
        }
        else
        {
            context.Report.Stop(action.Cluster, what);
        }

        if (FailureVerdict.Of(action, e, context.Memory.Failures) is { } refusal)
        {
            context.Memory.Refusals[action.Cluster] = refusal;
        }
    }
}
