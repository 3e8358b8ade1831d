using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class PaceTests
{
    private const string Remedy = ": change the strategy and retry, or change rule \"r\" of ClusterModelPolicy/x";

    private static readonly PlanFacts Canary = Given.Facts().Plan!;
    private static readonly PlanFacts BlueGreen = Canary with { Strategy = StrategyType.BlueGreen, Weights = [] };

    private static IEnumerable<TestCaseData> Plans()
    {
        static TestCaseData Case(PaceRule rule, PlanFacts plan, string? objection) => new TestCaseData(rule, plan, objection).SetArgDisplayNames($"{rule}", objection ?? "passes");

        yield return Case(new PaceRule { MaxFirstWeight = 5 }, Canary, null);
        yield return Case(new PaceRule { MaxFirstWeight = 4 }, Canary, "the first weight of Canary is 5, at most 4 is allowed");
        yield return Case(new PaceRule { MaxFirstWeight = 50 }, Canary with { Weights = [] }, "the first weight of Canary is 100, at most 50 is allowed");
        yield return Case(new PaceRule { MaxFirstWeight = 50 }, BlueGreen, "the first weight of BlueGreen is 100, at most 50 is allowed");
        yield return Case(new PaceRule { MaxStepWeight = 50 }, Canary, null);
        yield return Case(new PaceRule { MaxStepWeight = 49 }, Canary, "the step from weight 50 to 100 is 50, at most 49 is allowed");
        yield return Case(new PaceRule { MaxStepWeight = 24 }, Canary, "the step from weight 25 to 50 is 25, at most 24 is allowed");
        yield return Case(new PaceRule { MinBakeSeconds = 120 }, Canary, null);
        yield return Case(new PaceRule { MinBakeSeconds = 121 }, Canary, "bakeSeconds is 120, at least 121 is needed");
        yield return Case(new PaceRule { Strategies = [StrategyType.Canary] }, Canary, null);
        yield return Case(new PaceRule { Strategies = [StrategyType.Canary] }, BlueGreen, "the strategy is BlueGreen, and only Canary may be used");
        yield return Case(new PaceRule { RequiredGates = ["smoke"] }, With(GateKind.ClusterModelGate), null);
        yield return Case(new PaceRule { RequiredGates = ["smoke"] }, With(GateKind.ModelGate), "the plan has no ClusterModelGate smoke");
        yield return Case(new PaceRule { RequiredGates = ["smoke", "bias"] }, With(null), "the plan has no ClusterModelGate smoke, bias");
        yield return Case(
            new PaceRule { MaxFirstWeight = 1, MinBakeSeconds = 600 },
            Canary,
            "the first weight of Canary is 5, at most 1 is allowed; bakeSeconds is 120, at least 600 is needed");
    }

    [TestCaseSource(nameof(Plans))]
    public void The_plan_is_slow_enough(PaceRule rule, PlanFacts plan, string? objection) =>
        Given.Expect(Given.Finding(new PolicyRule { Pace = rule }, Later() with { Plan = plan }), objection is null ? null : objection + Remedy);

    [TestCase(0, 5, null)]
    [TestCase(0, 6, "the first weight would be 6, at most 5 is allowed")]
    [TestCase(5, 55, null)]
    [TestCase(5, 100, "the step from weight 5 to 100 is 95, at most 50 is allowed")]
    [TestCase(50, 5, null)]
    public void The_next_step_is_small_enough_whatever_the_plan_says(int present, int next, string? objection) => Given.Expect(
        Given.Finding(
            new PolicyRule { Pace = new PaceRule { MaxFirstWeight = 5, MaxStepWeight = 50 } },
            Later() with { PresentWeight = present, NextWeight = next },
            next == 100 ? PolicyMoment.Promote : PolicyMoment.Advance),
        objection is null ? null : objection + Remedy);

    [Test]
    public void The_first_version_of_all_may_take_all_traffic_but_bakes()
    {
        var facts = Given.Facts() with { NextWeight = 100 };

        Given.Expect(Given.Finding(new PolicyRule { Pace = new PaceRule { MaxFirstWeight = 1, MaxStepWeight = 1 } }, facts, PolicyMoment.Promote), null);
        Given.Expect(Given.Finding(new PolicyRule { Pace = new PaceRule { MinBakeSeconds = 600 } }, facts), "bakeSeconds is 120, at least 600 is needed" + Remedy);
    }

    [Test]
    public void A_plan_is_read_from_the_strategy_and_all_gates()
    {
        var plan = PlanFacts.Of(
            new RolloutStrategy
            {
                Type = StrategyType.Canary,
                BakeSeconds = 60,
                Canary = new CanaryStrategy { Steps = [new CanaryStep { SetWeight = 5 }, Gate("a"), new CanaryStep { Pause = new PauseStep() }, new CanaryStep { SetWeight = 50 }] },
            },
            [new BackgroundGate { GateRef = new GateReference { Name = "b" } }]);

        Assert.That(plan.Weights, Is.EqualTo([5, 50]));
        Assert.That(plan.Gates.Select(gate => gate.Name), Is.EqualTo(["a", "b"]));
        Assert.That(plan.BakeSeconds, Is.EqualTo(60));
        Assert.That(PlanFacts.Of(new RolloutStrategy { Type = StrategyType.BlueGreen }, null).Weights, Is.Empty);
    }

    [Test]
    public void A_plan_that_is_not_known_makes_the_policy_unenforceable() => Given.Expect(
        Given.Finding(new PolicyRule { Pace = new PaceRule { MaxFirstWeight = 5 } }, Later() with { Plan = null }),
        "ClusterModelPolicy/x cannot be evaluated: the plan is not known: wait until it is read",
        PolicyReason.PolicyNotEnforceable);

    private static PolicyFacts Later() => Given.Facts(stable: Given.Version("2.3.0"));

    private static PlanFacts With(GateKind? kind) => Canary with { Gates = [new GateReference { Kind = kind, Name = "smoke" }] };

    private static CanaryStep Gate(string name) => new() { Gate = new GateStep { GateRef = new GateReference { Name = name } } };
}
