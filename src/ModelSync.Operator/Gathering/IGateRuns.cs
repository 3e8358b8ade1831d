using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Operator.Gathering;

/// <summary>Measures gates away from the reconciles; thread-safe.</summary>
internal interface IGateRuns
{
    /// <summary>What was measured so far for the rollout with that UID.</summary>
    IReadOnlyList<GateRun> Read(Request rollout, string uid);

    /// <summary>Measures nothing of a rollout until it is followed again; what was measured stays.</summary>
    void Rest(Request rollout);

    /// <summary>
    /// Measures these from now on, and no others. A gate that is asked for no more rests: nothing is measured, and its time stands still. Its run is forgotten
    /// when the epoch is another one.
    /// </summary>
    void Follow(Request rollout, IReadOnlyList<GateRequest> wanted, long epoch, RolloutScene scene);

    /// <summary>Forgets a rollout that is gone.</summary>
    void Forget(Request rollout);
}
