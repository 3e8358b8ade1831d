using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 12: the same snapshot leads to the same decision. Looked at for one of many decisions, because it costs as much as the decision.</summary>
internal sealed class DecidesTheSameTwice() : Invariant(AllInvariants.Deterministic)
{
    private const int OneOf = 61;
    private int _count;

    /// <inheritdoc />
    public override void Decided(Decided decided)
    {
        if (++_count % OneOf != 1)
        {
            return;
        }

        var again = Sim.Decide(decided.Snapshot, decided.Now);
        var first = decided.Decision;
        if (!Same(Json(first.Status), Json(again.Status)) || !first.Events.SequenceEqual(again.Events) || first.RequeueAfter != again.RequeueAfter
            || !first.Actions.Select(action => action.ToString()).SequenceEqual(again.Actions.Select(action => action.ToString())))
        {
            Break("the same snapshot led to two decisions");
        }
    }

    private static string Json(ModelRolloutStatus status) => JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelRolloutStatus);
}
