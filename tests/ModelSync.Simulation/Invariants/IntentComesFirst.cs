using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 7: a crash after any single write keeps the others. It holds because no effect comes before its intent: at each effect the status that asks for
/// it was written. That the world converges after a crash is invariant 11.
/// </summary>
internal sealed class IntentComesFirst() : Invariant(7)
{
    private readonly HashSet<Decided> _written = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after) => _written.Add(decided);

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect.Decided.ChangesStatus && !_written.Contains(effect.Decided))
        {
            Break($"{effect.Action.GetType().Name} in {effect.Action.Cluster} comes before the status that asks for it");
        }

        if (effect is { Action: ApplyTraffic action, RouteBefore: var before } && Weights(effect.Decided, action) is { } weights
            && weights.Any(weight => action.Split.Of(weight.Revision) != weight.Desired) && (before is null || before.Written.Equals(before.Applied)))
        {
            Break($"the weights {action.Split} are written in {action.Cluster}, but the status asks for {string.Join(", ", weights.Select(weight => $"{VersionName.Short(weight.Revision)} {weight.Desired}"))}");
        }
    }

    private static IReadOnlyList<WeightStatus>? Weights(Decided decided, ApplyTraffic action) =>
        decided.Decision.Status.Clusters?.FirstOrDefault(part => Same(part.Name, action.Cluster.Value))?.Weights;
}
