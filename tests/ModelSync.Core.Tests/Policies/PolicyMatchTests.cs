using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Core.Tests.Policies;

/// <summary>Mistakes in what a policy is about, and what policies are told about people and plans.</summary>
public sealed class PolicyMatchTests
{
    private static readonly PolicyRule Denies = new() { Deny = new DenyRule { Versions = ["2.3.1"] } };

    private static IEnumerable<TestCaseData> Mistakes()
    {
        static TestCaseData Case(PolicyMatch match, string problem) => new TestCaseData(match, problem).SetArgDisplayNames(problem);

        const string Empty = " is empty: leave it out to match all, or name some";
        var broken = new LabelSelector { MatchExpressions = [new LabelSelectorRequirement { Key = "team", Operator = "Near" }] };
        yield return Case(new PolicyMatch { Environments = [] }, "match.environments" + Empty);
        yield return Case(new PolicyMatch { Clusters = [] }, "match.clusters" + Empty);
        yield return Case(new PolicyMatch { Namespaces = new NamespaceMatch { Names = [] } }, "match.namespaces.names" + Empty);
        yield return Case(new PolicyMatch { Namespaces = new NamespaceMatch { Selector = broken } }, "match.namespaces.selector is wrong: ");
        yield return Case(new PolicyMatch { Models = [], Environments = [] }, "match.models" + Empty);
        yield return Case(new PolicyMatch { Models = [], Namespaces = new NamespaceMatch() }, "match.models" + Empty);
        yield return Case(new PolicyMatch { Models = [], Namespaces = new NamespaceMatch { Selector = broken } }, "match.models" + Empty);
    }

    [TestCaseSource(nameof(Mistakes))]
    public void The_first_mistake_is_named(PolicyMatch match, string problem) => Assert.That(
        PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [Given.Policy(Denies, match: match)]).Objection!.Message,
        Does.StartWith($"ClusterModelPolicy/x cannot be evaluated: {problem}"));

    [Test]
    public void Of_a_namespaced_policy_the_first_mistake_is_named_too() => Assert.That(
        PolicyEvaluator.Evaluate(
            PolicyMoment.Start, Given.Facts(), [Given.Policy(Denies, match: new PolicyMatch { Models = [], Namespaces = new NamespaceMatch() }) with { Namespace = "shop" }]).Objection!.Message,
        Does.Contain("match.models is empty"));

    [Test]
    public void People_are_told_apart_by_uid_and_without_one_by_name()
    {
        Assert.That(new Person("alice", "1").Identity, Is.EqualTo(new Person("alice.smith", "1").Identity));
        Assert.That(new Person("alice", "1").Identity, Is.Not.EqualTo(new Person("alice", "2").Identity));
        Assert.That(new Person("alice", null).Identity, Is.EqualTo(new Person("alice", string.Empty).Identity).And.Not.EqualTo(new Person("bob", null).Identity));
        Assert.That(new Person("alice", string.Empty).Identity, Is.Not.EqualTo(new Person("bob", string.Empty).Identity));
    }

    [Test]
    public void Steps_that_a_blue_green_strategy_still_carries_are_none_of_its_plan()
    {
        var canary = new CanaryStrategy { Steps = [new CanaryStep { SetWeight = 5 }] };

        var plan = PlanFacts.Of(new RolloutStrategy { Type = StrategyType.BlueGreen, Canary = canary }, null);
        Assert.That((plan.Strategy, plan.Weights.Count), Is.EqualTo((StrategyType.BlueGreen, 0)));
        plan = PlanFacts.Of(new RolloutStrategy { Canary = canary }, null);
        Assert.That((plan.Strategy, plan.Weights.Count), Is.EqualTo((StrategyType.Canary, 1)));
    }

    [Test]
    public void Two_freezes_end_with_the_later_one()
    {
        static PolicySource Freeze(int hours) => Given.Policy(new PolicyRule
        {
            Freeze = new FreezeRule { Windows = [new FreezeWindow { Start = new Kubernetes.Values.KubeTime(Given.Now), End = new Kubernetes.Values.KubeTime(Given.Now.AddHours(hours)) }] },
        });

        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Advance, Given.Facts(), [Freeze(1), Freeze(3), Freeze(2)]).FrozenUntil, Is.EqualTo(Given.Now.AddHours(3)));
    }
}
