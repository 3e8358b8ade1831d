using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 6: converged means silent. Here: no write that changes nothing. That a world at rest stays silent, also after a restart, is looked at by
/// <see cref="SimulationRun"/> at the end of each run.
/// </summary>
internal sealed class ConvergedIsSilent() : Invariant(6)
{
    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (StatusDifference.AreEqual(before.Status, after.Status))
        {
            Break("the status is written, and nothing in it changes");
        }
    }
}
