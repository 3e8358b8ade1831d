using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>Which runs there are, and which of them are asked for. Guarded by the engine's lock.</summary>
internal sealed class GateRunBook(IGateMeters meters, GateTimetable timetable, TimeProvider time)
{
    private readonly Dictionary<NamespacedName, RolloutGates> _rollouts = [];

    /// <summary>Lets these run and all others of the rollout rest; those of another epoch are forgotten.</summary>
    public void Want(NamespacedName rollout, IReadOnlyList<GateRequest> requests, GateScene scene, EndedWork ended)
    {
        if (_rollouts.TryGetValue(rollout, out var gates) && !gates.IsOf(scene.Rollout.Uid))
        {
            Forget(rollout, ended);
            gates = null;
        }

        gates ??= new RolloutGates(rollout, scene.Rollout.Uid);

        Forget(gates, run => run.Request.Key.Epoch != scene.Epoch, ended);
        Rest(gates, run => !requests.Any(request => request.Key == run.Request.Key), ended);
        foreach (var request in requests)
        {
            if (request.Gate.Spec is not null)
            {
                Measure(gates, request, scene, ended);
            }
        }

        if (gates.Runs.Count > 0)
        {
            _rollouts[rollout] = gates;
        }
        else
        {
            _rollouts.Remove(rollout);
        }
    }

    /// <summary>Lets all runs of a rollout rest, and forgets none.</summary>
    public void Rest(NamespacedName rollout, EndedWork ended)
    {
        if (_rollouts.TryGetValue(rollout, out var gates))
        {
            Rest(gates, static _ => true, ended);
        }
    }

    /// <summary>What the runs of a rollout have measured.</summary>
    public IReadOnlyList<GateRun> RunsOf(NamespacedName rollout) =>
        _rollouts.TryGetValue(rollout, out var gates) ? [.. gates.Runs.Values.Select(run => run.Snapshot)] : [];

    /// <summary>What the runs of the rollout with that UID have measured.</summary>
    public IReadOnlyList<GateRun> RunsOf(NamespacedName rollout, string uid) =>
        _rollouts.TryGetValue(rollout, out var gates) && gates.IsOf(uid) ? RunsOf(rollout) : [];

    /// <summary>Forgets a rollout.</summary>
    public void Forget(NamespacedName rollout, EndedWork ended)
    {
        if (_rollouts.Remove(rollout, out var gates))
        {
            Forget(gates, _ => true, ended);
        }
    }

    /// <summary>Lets all rest, for ever.</summary>
    public void Close(EndedWork ended)
    {
        foreach (var gates in _rollouts.Values)
        {
            Rest(gates, static _ => true, ended);
        }
    }

    private static void Rest(RolloutGates gates, Func<GateRunState, bool> which, EndedWork ended)
    {
        foreach (var run in gates.Runs.Values.Where(run => run.IsActive && which(run)))
        {
            run.Rest();
            ended.Stop(run);
        }
    }

    private static void Forget(RolloutGates gates, Func<GateRunState, bool> which, EndedWork ended)
    {
        foreach (var run in gates.Runs.Values.Where(which).ToList())
        {
            gates.Runs.Remove(run.Request.Key);
            run.Rest();
            ended.Stop(run);
            ended.Runs.Add(run);
        }
    }

    private void Measure(RolloutGates gates, GateRequest request, GateScene scene, EndedWork ended)
    {
        if (gates.Runs.TryGetValue(request.Key, out var run) && !run.IsFor(request))
        {
            Forget(gates, one => ReferenceEquals(one, run), ended);
            run = null;
        }

        if (run is null)
        {
            gates.Runs[request.Key] = run = new GateRunState(gates, request, scene, meters.Create(request, scene), time);
        }

        run.See(request, scene);
        if (!run.IsActive)
        {
            run.Resume();
            timetable.Add(run);
        }
    }
}
