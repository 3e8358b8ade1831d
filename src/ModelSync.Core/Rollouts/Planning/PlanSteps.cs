using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>The steps of a plan at the pace of a candidate; weight 100 and the bake follow after the last one.</summary>
internal static class PlanSteps
{
    public static IReadOnlyList<PlanStep> Of(RolloutPlan plan, RolloutPace? pace) => pace switch
    {
        RolloutPace.Return => [],
        RolloutPace.First or RolloutPace.WithinWindow => ChecksOnly(plan),
        _ => plan.Strategy.Type == StrategyType.BlueGreen ? BlueGreen(plan.Strategy.BlueGreen) : Canary(plan),
    };

    /// <summary>The weight that the plan asks for at a step: that of the last weight step up to there.</summary>
    public static int WeightAt(this IReadOnlyList<PlanStep> steps, int index)
    {
        for (var i = Math.Min(index, steps.Count - 1); i >= 0; i--)
        {
            if (steps[i] is WeightStep step)
            {
                return step.Weight;
            }
        }

        return 0;
    }

    // Nothing to split traffic with, or a revision that was proven before: steps and pauses are skipped, synthetic checks are not.
    private static List<PlanStep> ChecksOnly(RolloutPlan plan)
    {
        List<PlanStep> steps = [new PrepareStep()];
        foreach (var gate in plan.Gates)
        {
            if (gate.Step is not null && gate.IsSynthetic)
            {
                steps.Add(new CheckStep(gate));
            }
        }

        return steps;
    }

    private static List<PlanStep> BlueGreen(BlueGreenStrategy? strategy)
    {
        List<PlanStep> steps = [new PrepareStep()];
        if (strategy?.AutoPromote == false)
        {
            steps.Add(new WaitStep(Duration: null));
        }
        else if (strategy?.PromoteAfterSeconds is > 0 and var seconds)
        {
            steps.Add(new WaitStep(TimeSpan.FromSeconds(seconds)));
        }

        return steps;
    }

    private static List<PlanStep> Canary(RolloutPlan plan)
    {
        var declared = plan.Strategy.Canary?.Steps ?? [];
        var steps = new List<PlanStep>(declared.Count);
        for (var i = 0; i < declared.Count; i++)
        {
            steps.Add(declared[i] switch
            {
                { SetWeight: { } weight } => new WeightStep(weight),
                { Gate: { } gate } => new CheckStep(FindGate(plan, i, gate)),
                { Pause.Seconds: { } seconds } => new WaitStep(TimeSpan.FromSeconds(seconds)),
                _ => new WaitStep(Duration: null),
            });
        }

        return steps;
    }

    // A plan that lost its gate is not a reason to skip the check: without a spec it can't pass, and says so.
    private static PlannedGate FindGate(RolloutPlan plan, int step, GateStep declared) =>
        plan.Gates.FirstOrDefault(gate => gate.Step == step)
        ?? new PlannedGate { Name = $"step-{step + 1}/{declared.GateRef?.Name}", Gate = declared.GateRef ?? new GateReference(), Step = step };
}
