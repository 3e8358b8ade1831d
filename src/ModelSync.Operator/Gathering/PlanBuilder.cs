using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Gathering;

/// <summary>Makes the plan that a spec asks for now, with its gates as they are now.</summary>
internal static class PlanBuilder
{
    private const int DefaultDeadline = 600;

    /// <summary>The plan with its hashes.</summary>
    /// <param name="spec">The rollout's spec.</param>
    /// <param name="findGate">The check of a gate; null when there is no such gate.</param>
    public static RolloutPlan Of(ModelRolloutSpec spec, Func<GateReference, ModelGateSpec?> findGate)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(findGate);
        return PlanHashes.Add(new RolloutPlan
        {
            Strategy = spec.Strategy ?? new RolloutStrategy(),
            Gates = [.. StepGates(spec, findGate), .. BackgroundGates(spec, findGate)],
            Traffic = spec.Traffic ?? new TrafficSpec { Type = TrafficType.Service },
            ProgressDeadline = TimeSpan.FromSeconds(spec.ProgressDeadlineSeconds ?? DefaultDeadline),
            OnFailure = spec.OnFailure ?? FailureMode.Rollback,
        });
    }

    private static IEnumerable<PlannedGate> StepGates(ModelRolloutSpec spec, Func<GateReference, ModelGateSpec?> findGate)
    {
        // Steps of a canary that are left in a spec of another strategy are not taken.
        var steps = spec.Strategy is { Type: StrategyType.BlueGreen } ? [] : spec.Strategy?.Canary?.Steps ?? [];
        foreach (var (index, step) in steps.Index())
        {
            if (step.Gate is { GateRef: { } reference } gate)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"step-{index + 1}/{reference.Name}");
                yield return Gate(name, reference, gate.Args, findGate) with { Step = index };
            }
        }
    }

    // Two uses of one gate with other arguments are two gates.
    private static IEnumerable<PlannedGate> BackgroundGates(ModelRolloutSpec spec, Func<GateReference, ModelGateSpec?> findGate)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var gate in spec.Gates ?? [])
        {
            if (gate.GateRef is { Name: { } name } reference)
            {
                var use = uses[name] = uses.GetValueOrDefault(name) + 1;
                var unique = use == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{use}");
                yield return Gate(unique, reference, gate.Args, findGate) with { When = gate.When ?? GatePeriod.Both };
            }
        }
    }

    private static PlannedGate Gate(string name, GateReference reference, StringMap? args, Func<GateReference, ModelGateSpec?> findGate) =>
        new() { Name = name, Gate = reference, Args = args, Spec = findGate(reference) };
}
