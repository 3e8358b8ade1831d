using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Execution;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Reconcilers;

/// <summary>Drives rollouts.</summary>
/// <remarks>
/// <code>
/// caches ─► RolloutGatherer ─► RolloutScene ─► RolloutPlanner.Decide ─► Decision
///                 ▲                                                        │ status, with the resourceVersion that was read
///                 └────────── conflict: look again, live, at once ◄────────┤
///                                                                          ▼ actions by stage, each after a live look
///                                                          Events, gates, RequeueAfter
/// </code>
/// </remarks>
internal sealed class RolloutReconciler(RolloutGatherer gatherer, RolloutExecutor executor, RolloutMemories memories, IGateRuns gates, GatheringClock clock) : IReconciler
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan CachesMissing = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public async ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rollouts = context.Cluster.Informers.Get(ResourceType.Of<ModelRollout>());
        var rollout = rollouts.Get(request.Key);
        if (rollout is null && rollouts.GetInvalid(request.Key) is { } invalid)
        {
            Report(request, invalid, context);
            return Result.Done;
        }

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (rollout is not { Metadata.Uid: { } uid, Spec.Model: not null })
            {
                Forget(request);
                return Result.Done;
            }

            var memory = memories.Of(request, uid);
            if (gatherer.Gather(rollout, request, context.Cluster, memory) is not { } scene)
            {
                return Result.After(CachesMissing);
            }

            var decision = RolloutPlanner.Decide(scene.Snapshot, clock.Now);
            gatherer.Observe(memory, rollout.Status, decision.Status);
            var report = new ExecutionReport();
            var written = await executor.RunAsync(ContextOf(context, scene, decision, memory, report), cancellationToken).ConfigureAwait(false);
            if (!report.IsOutdated)
            {
                gatherer.Observe(memory, written.Status);
                Tell(context, rollout, decision, report);
                gates.Follow(request, decision.Gates, decision.Status.Epoch ?? 0, scene);
                return Settle(context, scene, decision, memory, report);
            }

            // Somebody else decided, or the cache was behind: look at the rollout itself.
            rollout = await context.Client.Resource<ModelRollout>().GetAsync(request.Key, cancellationToken).ConfigureAwait(false);
        }

        return Result.After(Backoff(context.Failures));
    }

    private static ActionContext ContextOf(ReconcileContext context, RolloutScene scene, Decision decision, RolloutMemory memory, ExecutionReport report) => new()
    {
        Scene = scene,
        Decision = decision,
        Memory = memory,
        Report = report,
        Hub = context.Client,
        ClientOf = place => context.ClientOf(place.Cluster),
    };

    private static void Tell(ReconcileContext context, ModelRollout rollout, Decision decision, ExecutionReport report)
    {
        if (report.StatusRefusal is { } refusal)
        {
            context.Events.Record(ModelRollout.Resource, rollout.Metadata, EventType.Warning, ObstacleReasons.StatusRefused, $"the API server refuses the status of the rollout, so nothing is done: {refusal}");
            return;
        }

        foreach (var told in decision.Events)
        {
            context.Events.Record(ModelRollout.Resource, rollout.Metadata, told.IsWarning ? EventType.Warning : EventType.Normal, told.Reason, told.Message);
        }
    }

    private static Result Settle(ReconcileContext context, RolloutScene scene, Decision decision, RolloutMemory memory, ExecutionReport report)
    {
        TimeSpan? backoff = null;
        if (report.HasFailed)
        {
            RolloutLog.Stopped(context.Logger, report.Why ?? "");
            backoff = Backoff(memory.Failures++);
        }
        else
        {
            memory.Failures = 0;
        }

        TimeSpan?[] times = [backoff, decision.RequeueAfter, report.LookAgainAfter, scene.LookAgainAfter];
        return times.Min() is { } next ? Result.After(next > Soon ? next : Soon) : Result.Done;
    }

    private static TimeSpan Backoff(int failures) => TimeSpan.FromMilliseconds(Math.Min(30_000, 200L << Math.Min(8, failures)));

    // It is there, and so is what it serves: that it cannot be read is no reason to forget it.
    private void Report(Request request, InvalidObject invalid, ReconcileContext context)
    {
        gates.Rest(request);
        if (memories.IsNews(request, invalid.Metadata.ResourceVersion))
        {
            context.Events.Record(
                ModelRollout.Resource, invalid.Metadata, EventType.Warning, ConditionReasons.InvalidSpec, $"the rollout cannot be read, so nothing is changed until it is mended: {invalid.Error}");
        }
    }

    private void Forget(Request request)
    {
        memories.Forget(request);
        gates.Forget(request);
    }
}
