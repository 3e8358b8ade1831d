using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Policies;

/// <summary>How a rollout means to go, with its defaults filled in.</summary>
public sealed record PlanFacts
{
    /// <summary>The strategy.</summary>
    public required StrategyType Strategy { get; init; }

    /// <summary>The candidate's weights, in the order of the steps, without the last one of 100.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [];

    /// <summary>How long the candidate is watched with all traffic.</summary>
    public required int BakeSeconds { get; init; }

    /// <summary>The gates of steps and in the background.</summary>
    public IReadOnlyList<GateReference> Gates { get; init; } = [];

    /// <summary>Reads the plan of a strategy and its background gates; a bake that is not said counts as none.</summary>
    public static PlanFacts Of(RolloutStrategy strategy, IReadOnlyList<BackgroundGate>? gates)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var isBlueGreen = strategy.Type is StrategyType.BlueGreen;
        var steps = isBlueGreen ? [] : strategy.Canary?.Steps ?? [];
        return new PlanFacts
        {
            Strategy = isBlueGreen ? StrategyType.BlueGreen : StrategyType.Canary,
            Weights = [.. steps.Where(step => step.SetWeight is not null).Select(step => step.SetWeight!.Value)],
            BakeSeconds = strategy.BakeSeconds ?? 0,
            Gates = [.. steps.Select(step => step.Gate?.GateRef).Concat((gates ?? []).Select(gate => gate.GateRef)).OfType<GateReference>()],
        };
    }
}
