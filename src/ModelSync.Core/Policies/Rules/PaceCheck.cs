using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The plan goes no faster than allowed, and neither does the next step.</summary>
/// <remarks>The first version of all has nothing to share the traffic with, so that its weights are free; its bake and gates are not.</remarks>
internal static class PaceCheck
{
    private const int FullWeight = 100;

    public static RuleResult Check(PaceRule rule, RuleContext context)
    {
        if (context.Facts.Plan is not { } plan)
        {
            return RuleResult.Unknown("the plan is not known: wait until it is read");
        }

        var isFirst = context.Facts.Stable is null;
        string?[] objections =
        [
            FindStrategyError(rule, plan),
            isFirst ? null : FindFirstError(rule, plan),
            isFirst ? null : FindStepError(rule, plan),
            isFirst || context.Moment is PolicyMoment.Start ? null : FindRiseError(rule, context.Facts),
            rule.MinBakeSeconds is { } least && plan.BakeSeconds < least ? $"bakeSeconds is {plan.BakeSeconds}, at least {least} is needed" : null,
            FindGateError(rule, plan),
        ];
        var distinct = objections.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return RuleResult.Of(distinct, "the plan is slow enough", context.Or("change the strategy and retry"));
    }

    private static string? FindStrategyError(PaceRule rule, PlanFacts plan) => rule.Strategies is { } allowed && !allowed.Contains(plan.Strategy)
        ? $"the strategy is {plan.Strategy}, and only {string.Join(", ", allowed)} may be used"
        : null;

    private static string? FindFirstError(PaceRule rule, PlanFacts plan)
    {
        var first = plan.Weights is [var weight, ..] ? weight : FullWeight;
        return first > rule.MaxFirstWeight ? $"the first weight of {plan.Strategy} is {first}, at most {rule.MaxFirstWeight} is allowed" : null;
    }

    private static string? FindStepError(PaceRule rule, PlanFacts plan)
    {
        var before = 0;
        foreach (var weight in plan.Weights.Append(FullWeight))
        {
            if (weight - before > rule.MaxStepWeight)
            {
                return $"the step from weight {before} to {weight} is {weight - before}, at most {rule.MaxStepWeight} is allowed";
            }

            before = weight;
        }

        return null;
    }

    /// <summary>Judges the rise itself: verbs can skip steps, and pods can only approach a weight.</summary>
    private static string? FindRiseError(PaceRule rule, PolicyFacts facts)
    {
        var rise = facts.NextWeight - facts.PresentWeight;
        if (facts.PresentWeight == 0 && facts.NextWeight > rule.MaxFirstWeight)
        {
            return $"the first weight would be {facts.NextWeight}, at most {rule.MaxFirstWeight} is allowed";
        }

        return rise > rule.MaxStepWeight
            ? $"the step from weight {facts.PresentWeight} to {facts.NextWeight} is {rise}, at most {rule.MaxStepWeight} is allowed"
            : null;
    }

    private static string? FindGateError(PaceRule rule, PlanFacts plan)
    {
        var missing = (rule.RequiredGates ?? [])
            .Where(name => !plan.Gates.Any(gate => gate.Kind is GateKind.ClusterModelGate && string.Equals(gate.Name, name, StringComparison.Ordinal)))
            .ToArray();
        return missing.Length == 0 ? null : $"the plan has no ClusterModelGate {string.Join(", ", missing)}";
    }
}
