using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a rollout's strategy.</summary>
internal static class StrategyRules
{
    // The API server writes the default into the object, so nothing tells it from the same value written by hand.
    private const int DefaultFloor = 50;

    /// <summary>All of them.</summary>
    public static Place<RolloutStrategy> All() => new Place<RolloutStrategy>()
        .Require(
            "self.type == 'Canary' || !has(self.canary)",
            static strategy => strategy.Type == StrategyType.Canary || strategy.Canary is null,
            "canary is only for type Canary; remove it, or set type to Canary and remove blueGreen",
            field: ".canary",
            reason: Reasons.Forbidden)
        .Require(
            "self.type == 'BlueGreen' || !has(self.blueGreen)",
            static strategy => strategy.Type == StrategyType.BlueGreen || strategy.BlueGreen is null,
            "blueGreen is only for type BlueGreen; remove it, or set type to BlueGreen and remove canary",
            field: ".blueGreen",
            reason: Reasons.Forbidden)
        .Require(
            "!has(self.bakeMaxSeconds) || !has(self.bakeSeconds) || self.bakeMaxSeconds >= self.bakeSeconds",
            static strategy => strategy.BakeMaxSeconds >= strategy.BakeSeconds,
            "bakeMaxSeconds (3600 where it is left out) must not be less than bakeSeconds, or a bake ends before it can pass; raise it",
            field: ".bakeMaxSeconds")
        .Member("canary", static strategy => strategy.Canary, Canary())
        .Member("blueGreen", static strategy => strategy.BlueGreen, BlueGreen());

    private static Place<CanaryStrategy> Canary() => new Place<CanaryStrategy>()
        .Require(
            "!has(self.steps) || self.steps.filter(s, has(s.setWeight)).map(s, s.setWeight).isSorted()",
            static canary => canary.Steps is null || IsRising(canary.Steps),
            "steps must not lower setWeight; put the weights in rising order, since only an abort takes traffic back",
            field: ".steps")
        .Require(
            $"self.stableFloorPercent == {DefaultFloor} || self.stableScale == 'Shrink'",
            static canary => canary.StableFloorPercent == DefaultFloor || canary.StableScale == StableScale.Shrink,
            "stableFloorPercent is only for stableScale Shrink; remove it, or set stableScale to Shrink",
            field: ".stableFloorPercent",
            reason: Reasons.Forbidden)
        .Items("steps", static canary => canary.Steps, Step());

    private static Place<CanaryStep> Step() => new Place<CanaryStep>()
        .Require(
            "[has(self.setWeight), has(self.pause), has(self.gate)].exists_one(x, x)",
            static step => (step.SetWeight is null ? 0 : 1) + (step.Pause is null ? 0 : 1) + (step.Gate is null ? 0 : 1) == 1,
            RuleMessage<CanaryStep>.Naming(
                "(!has(self.pause) ? (has(self.setWeight) ? 'setWeight and gate' : 'none') : "
                + "!has(self.gate) ? 'setWeight and pause' : has(self.setWeight) ? 'all three' : 'pause and gate')",
                ActionsOf,
                "a step must have exactly one of setWeight, pause and gate, but has {0}; write one step for each, in the order in which they should happen"));

    private static Place<BlueGreenStrategy> BlueGreen() => new Place<BlueGreenStrategy>()
        .Require(
            "self.promoteAfterSeconds == 0 || self.autoPromote",
            static blueGreen => blueGreen.PromoteAfterSeconds == 0 || blueGreen.AutoPromote == true,
            "promoteAfterSeconds has no effect where autoPromote is false; remove it, or set autoPromote to true",
            field: ".promoteAfterSeconds",
            reason: Reasons.Forbidden);

    // Of a step that breaks the rule; no other is asked.
    private static string ActionsOf(CanaryStep step) => step switch
    {
        { Pause: null, SetWeight: null } => "none",
        { Pause: null } => "setWeight and gate",
        { Gate: null } => "setWeight and pause",
        { SetWeight: null } => "pause and gate",
        _ => "all three",
    };

    private static bool IsRising(IReadOnlyList<CanaryStep> steps)
    {
        var last = 0;
        foreach (var weight in steps.Select(static step => step.SetWeight).OfType<int>())
        {
            if (weight < last)
            {
                return false;
            }

            last = weight;
        }

        return true;
    }
}
