using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts.Planning;
using ModelSync.Core.Status;

namespace ModelSync.Core.Rollouts;

/// <summary>Decides what to do about a rollout: a total function of what is seen.</summary>
/// <remarks>
/// <code>
/// verbs ─► target (revert, supersede, quarantine) ─► start ─► clusters: judge ─► waves ─► step ─► moves ─► end ─► status
/// </code>
/// The status is the whole memory: it is written before any effect, so that whoever reads it next, after a crash or on another
/// replica, goes on from there. Each decision takes every cluster at most one step or stage further.
/// </remarks>
public static class RolloutPlanner
{
    /// <summary>The decision for <paramref name="snapshot"/>; <paramref name="now"/> is only used to write down when something began.</summary>
    public static Decision Decide(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var turn = new Turn(snapshot, now);
        if (snapshot.Rollout.Metadata.DeletionTimestamp is not null)
        {
            return Delete(turn);
        }

        if (snapshot.Rollout.Metadata.Finalizers?.Contains(ObjectKeys.Finalizer, StringComparer.Ordinal) != true)
        {
            turn.Do(new AddFinalizer());
            return new Decision { Status = turn.Status, Actions = turn.Actions, RequeueAfter = TimeSpan.Zero };
        }

        turn.Stalled = Checks.Spec(turn);
        Verbs.Act(turn);
        Targets.Settle(turn);
        Quarantine.Settle(turn);
        Starts.TryBegin(turn);

        var housekeeping = new Housekeeping(turn);
        var fleet = new FleetTurn(turn, housekeeping);
        if (turn.Candidate is not null && (turn.IsReturning || IsRecorded(turn)))
        {
            fleet.Drive();
        }

        Completion.TryEnd(turn, fleet);
        Summary.Close(turn, fleet);
        Leaving.LeaveUnselected(turn);
        housekeeping.RemoveRecords();
        if (OnlyAsks(turn))
        {
            // The answer comes in a moment, and is written with what follows from it.
            turn.Again();
            return Conclude(turn, turn.Snapshot.Rollout.Status!);
        }

        var situation = Summary.Situation(turn, fleet);
        var status = StatusWriter.Complete(snapshot.Rollout, turn.Status, situation, now);
        News.Tell(turn, situation, status);
        return Conclude(turn, status);
    }

    private static bool OnlyAsks(Turn turn) =>
        turn is { Candidate: null, Events.Count: 0 } && turn.Snapshot.Rollout.Status is { } before
        && turn.Actions.Any(static action => action is CheckTemplate)
        && StatusComparer.AreEqual(WithoutSummary(before), WithoutSummary(turn.Status));

    private static ModelRolloutStatus WithoutSummary(ModelRolloutStatus status) => status with { ObservedGeneration = null, Phase = null, Conditions = null };

    // Nothing of a trial is done before its record holds its plan: a crash in between must not leave it with an older one.
    private static bool IsRecorded(Turn turn)
    {
        if (turn.TrialRecord is not null)
        {
            return true;
        }

        var candidate = turn.Candidate!;
        var record = turn.Record(candidate.Revision);
        var target = turn.Snapshot.Target;
        var wanted = record ?? (Text.Same(target?.Revision, candidate.Revision) ? target : null);
        if (wanted is not null)
        {
            var plan = candidate.Pace == RolloutPace.Return ? wanted.Plan : target?.Plan ?? wanted.Plan;

            // An older plan does not bring its traffic.type back: what is there now is what can be moved.
            plan = TrafficInForce.TypeOf(plan.Traffic) == TrafficInForce.TypeOf(turn.Traffic) ? plan : plan with { Traffic = turn.Traffic };
            turn.Do(new RecordRevision(wanted with { Plan = plan, Epoch = candidate.Epoch ?? 0 }));
            turn.Waiting = new Impediment(ConditionReasons.Recording, $"the record of {candidate.Revision} is written before anything else of it is made");
        }
        else
        {
            Returns.Begin(turn, ReturnReason.Superseded, "nothing of it was made yet, and the spec does not name it any more");
            turn.Again();
        }

        return false;
    }

    private static Decision Delete(Turn turn)
    {
        Leaving.Delete(turn);
        var missing = Availability.Missing(turn, new FleetTurn(turn, new Housekeeping(turn)));
        var situation = new RolloutSituation { Unavailable = missing, IsConverged = false, Waiting = turn.Waiting };
        return Conclude(turn, StatusWriter.Complete(turn.Snapshot.Rollout, turn.Status, situation, turn.Now));
    }

    private static Decision Conclude(Turn turn, ModelRolloutStatus status) => new()
    {
        Status = status,
        Actions = turn.Actions,
        Events = turn.Events,
        Gates = turn.Gates,
        RequeueAfter = turn.RequeueAfter,
    };
}
