using ModelSync.Core.Actions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Planted;

namespace ModelSync.Simulation.Operator;

/// <summary>
/// Carries out decisions as DESIGN section 3 says: the intent with a precondition first, then the actions by stage, each after a look at the live
/// object; a higher epoch there, or fields that differ from those decided on, stop it.
/// </summary>
internal sealed class Executor(ClusterSim sim, OperatorProcess process)
{
    private const int MostConflicts = 5;
    private const int Timeout = 1000;
    private readonly ActionWrites _writes = new(sim, process);

    /// <summary>Writes the intent and acts; each number is a call under way, in milliseconds.</summary>
    public IEnumerator<int> Run(Decided decided, ExecutionReport report)
    {
        var actsFirst = sim.Bug == PlantedBug.ActsBeforeIntent;
        if (!actsFirst)
        {
            foreach (var call in Intent(decided, report))
            {
                yield return call;
            }
        }

        foreach (var action in InOrder(decided.Decision.Actions))
        {
            if (report.IsIntentOutdated || !process.IsAlive)
            {
                yield break;
            }

            foreach (var call in Act(decided, action, report))
            {
                yield return call;
            }
        }

        if (actsFirst)
        {
            foreach (var call in Intent(decided, report))
            {
                yield return call;
            }
        }
    }

    private static IEnumerable<PlannedAction> InOrder(IReadOnlyList<PlannedAction> actions) =>
        actions.Count < 2 ? actions : actions.OrderBy(action => action.Stage);

    private IEnumerable<int> Intent(Decided decided, ExecutionReport report)
    {
        if (!decided.ChangesStatus && decided.Decision.Actions.Count == 0)
        {
            yield break;
        }

        yield return sim.CallTime();
        var live = sim.Hub.Rollout.Value;
        var readVersion = sim.Bug == PlantedBug.IgnoresEpochs ? live?.Metadata.ResourceVersion : decided.Snapshot.Rollout.Metadata.ResourceVersion;
        if (!string.Equals(live?.Metadata.ResourceVersion, readVersion, StringComparison.Ordinal))
        {
            report.IsIntentOutdated = true;
        }
        else if (decided.ChangesStatus)
        {
            WriteIntent(decided, live!, report);
        }
    }

    private void WriteIntent(Decided decided, Api.Rollouts.ModelRollout before, ExecutionReport report)
    {
        var verdict = sim.Weather.Next(sim.Agenda.Now);
        if (verdict != ApiVerdict.Refused)
        {
            sim.Hub.TryWriteStatus(before.Metadata.ResourceVersion, decided.Decision.Status);
            sim.NoteStatus(decided, before, sim.Hub.Rollout.Value!);
        }

        if (verdict != ApiVerdict.Arrives)
        {
            report.IsIntentUnknown = true;
            report.StopAll();
            return;
        }

        process.Gatherer.Rollout.Learn(sim.Hub.Rollout.Value, sim.Hub.Rollout.Version);
        process.Gatherer.Observe(decided.Decision.Status);
        process.CountWrite();
    }

    private IEnumerable<int> Act(Decided decided, PlannedAction action, ExecutionReport report)
    {
        for (var attempt = 1; attempt <= MostConflicts && process.IsAlive && !report.HasStopped(action.Cluster); attempt++)
        {
            var isReachable = IsReachable(action.Cluster);
            yield return isReachable ? sim.CallTime() : Timeout;
            var prepared = isReachable ? _writes.Prepare(decided, action, report) : Prepared.Stop;
            if (prepared.Guard == Guard.Done)
            {
                sim.Audience.NeededNoWrite(decided, action);
                yield break;
            }

            if (prepared.Guard == Guard.Stop)
            {
                report.Stop(ScopeOf(action));
                yield break;
            }

            yield return sim.CallTime();
            if (!process.IsAlive || Write(action, prepared, report))
            {
                yield break;
            }
        }

        if (process.IsAlive && !report.HasStopped(action.Cluster))
        {
            report.Stop(ScopeOf(action));
        }
    }

    // False means a conflict: the object is no longer the one that was looked at.
    private bool Write(PlannedAction action, Prepared prepared, ExecutionReport report)
    {
        var verdict = IsReachable(action.Cluster) ? sim.Weather.Next(sim.Agenda.Now) : ApiVerdict.Refused;
        if (verdict == ApiVerdict.Refused)
        {
            report.Stop(ScopeOf(action));
            return true;
        }

        if (!prepared.Commit!())
        {
            return false;
        }

        if (verdict == ApiVerdict.AnswerLost)
        {
            report.Stop(ScopeOf(action));
        }

        process.CountWrite();
        return true;
    }

    // What fails in the hub stops the action's cluster, and what has to be known first stops all of them.
    private static ClusterName ScopeOf(PlannedAction action) => action.Stage == ActionStage.Record ? new ClusterName("hub") : action.Cluster;

    private bool IsReachable(ClusterName cluster) => sim.FindMember(cluster)?.IsReachable ?? true;
}
