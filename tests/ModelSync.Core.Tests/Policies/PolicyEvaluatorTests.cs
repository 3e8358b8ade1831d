using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Core.Tests.Policies;

public sealed class PolicyEvaluatorTests
{
    private static readonly PolicyRule Denies = new() { Deny = new DenyRule { Versions = ["2.3.1"], Reason = "poisoned" } };

    private static readonly PolicyRule AllowsNothing = new() { AllowedSources = new AllowedSourcesRule { Prefixes = ["oci://other/"] } };

    [TestCase(null, PolicyVerdict.Deny, false)]
    [TestCase(PolicyEnforcement.Enforce, PolicyVerdict.Deny, false)]
    [TestCase(PolicyEnforcement.Warn, PolicyVerdict.Warn, true)]
    [TestCase(PolicyEnforcement.Audit, PolicyVerdict.Audit, true)]
    public void Enforcement_decides_what_an_objection_leads_to(PolicyEnforcement? enforcement, PolicyVerdict verdict, bool isAllowed)
    {
        var decision = PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [Given.Policy(AllowsNothing, enforcement)]);

        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(verdict));
        Assert.That(decision.IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(decision.Objection, isAllowed ? Is.Null : Is.SameAs(decision.Findings[0]));
    }

    [Test]
    public void Every_rule_of_every_policy_is_heard()
    {
        var satisfied = new PolicyRule { DigestStrength = new DigestStrengthRule() };

        var decision = PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [Given.Policy(satisfied), Given.Policy(AllowsNothing, PolicyEnforcement.Warn), Given.Policy(Denies)]);

        Assert.That(decision.Findings.Select(finding => finding.Verdict), Is.EqualTo([PolicyVerdict.Pass, PolicyVerdict.Warn, PolicyVerdict.Deny]));
        Assert.That(decision.Objection!.ToReport(), Is.EqualTo(new PolicyReport
        {
            Policy = "ClusterModelPolicy/x",
            Rule = "r",
            Verdict = PolicyVerdict.Deny,
            Message = "2.3.1 is denied for its version 2.3.1 (poisoned): use another version, or change rule \"r\" of ClusterModelPolicy/x",
        }));
    }

    private static IEnumerable<TestCaseData> Matches()
    {
        static TestCaseData Case(string name, PolicyMatch match, bool expected) => new TestCaseData(match, expected).SetArgDisplayNames(name);

        yield return Case("everything", new PolicyMatch(), true);
        yield return Case("the model", new PolicyMatch { Models = ["other", "fraud"] }, true);
        yield return Case("another model", new PolicyMatch { Models = ["other"] }, false);
        yield return Case("the environment", new PolicyMatch { Environments = ["prod"] }, true);
        yield return Case("another environment", new PolicyMatch { Environments = ["staging"] }, false);
        yield return Case("the cluster", new PolicyMatch { Clusters = ["eu-1"] }, true);
        yield return Case("another cluster", new PolicyMatch { Clusters = ["local"] }, false);
        yield return Case("the namespace", new PolicyMatch { Namespaces = new NamespaceMatch { Names = ["shop"] } }, true);
        yield return Case("another namespace", new PolicyMatch { Namespaces = new NamespaceMatch { Names = ["shops"] } }, false);
        yield return Case("its labels", new PolicyMatch { Namespaces = new NamespaceMatch { Selector = new LabelSelector { MatchLabels = Given.Map(("team", "risk")) } } }, true);
        yield return Case("other labels", new PolicyMatch { Namespaces = new NamespaceMatch { Selector = new LabelSelector { MatchLabels = Given.Map(("team", "web")) } } }, false);
        yield return Case("one of two", new PolicyMatch { Models = ["fraud"], Environments = ["staging"] }, false);
    }

    [TestCaseSource(nameof(Matches))]
    public void A_policy_is_heard_where_all_of_match_fits(PolicyMatch match, bool expected) =>
        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [Given.Policy(Denies, match: match)]).IsAllowed, Is.EqualTo(!expected));

    [TestCase("shop", false)]
    [TestCase("other", true)]
    public void A_namespaced_policy_is_about_its_own_namespace_only(string policyNamespace, bool isAllowed)
    {
        var policy = Given.Policy(Denies) with { Kind = "ModelPolicy", Namespace = policyNamespace };

        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [policy]).IsAllowed, Is.EqualTo(isAllowed));
    }

    private static IEnumerable<TestCaseData> CannotBeEvaluated()
    {
        static TestCaseData Case(PolicySource policy, string message) => new TestCaseData(policy, message).SetArgDisplayNames(message);

        var policy = Given.Policy(Denies);
        yield return Case(policy with { Problem = "it is not valid" }, "it is not valid");
        yield return Case(policy with { Spec = null }, "it has no rules: write one");
        yield return Case(policy with { Spec = policy.Spec! with { Rules = [] } }, "it has no rules: write one");
        yield return Case(
            Given.Policy(new PolicyRule()), "rule \"r\" has 0 members that this build knows, one is needed: correct the rule, or update the operator");
        yield return Case(
            Given.Policy(Denies with { DigestStrength = new DigestStrengthRule() }),
            "rule \"r\" has 2 members that this build knows, one is needed: correct the rule, or update the operator");
        yield return Case(Given.Policy(Denies, match: new PolicyMatch { Models = [] }), "match.models is empty: leave it out to match all, or name some");
        yield return Case(
            Given.Policy(Denies, match: new PolicyMatch { Namespaces = new NamespaceMatch() }),
            "match.namespaces needs exactly one of names and selector: write one of them");
        yield return Case(
            Given.Policy(Denies, match: new PolicyMatch { Namespaces = new NamespaceMatch { Names = ["shop"] } }) with { Namespace = "shop" },
            "match.namespaces is only for a ClusterModelPolicy: remove it");
    }

    [TestCaseSource(nameof(CannotBeEvaluated))]
    public void A_policy_that_cannot_be_evaluated_blocks_starts_and_advances_but_no_return(PolicySource policy, string problem)
    {
        foreach (var moment in new[] { PolicyMoment.Start, PolicyMoment.Advance, PolicyMoment.Promote })
        {
            var objection = PolicyEvaluator.Evaluate(moment, Given.Facts(), [policy]).Objection;

            Assert.That(objection?.Reason, Is.EqualTo(PolicyReason.PolicyNotEnforceable), $"{moment}");
            Assert.That(objection!.Message, Is.EqualTo($"{policy.Id} cannot be evaluated: {problem}"));
        }

        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Accept, Given.Facts(), [policy]).Findings.Single().Verdict, Is.EqualTo(PolicyVerdict.Warn));
    }

    [Test]
    public void Unknown_policies_block_by_themselves()
    {
        var decision = PolicyEvaluator.Evaluate(PolicyMoment.Advance, Given.Facts(), [PolicySource.Unknown("ModelPolicy", "the cache is not synced yet: wait")]);

        Assert.That(decision.Objection!.Message, Is.EqualTo("ModelPolicy/* cannot be evaluated: the cache is not synced yet: wait"));
    }

    [Test]
    public void Unknown_labels_of_the_namespace_matter_only_where_the_rest_fits()
    {
        var selector = new NamespaceMatch { Selector = new LabelSelector { MatchLabels = Given.Map(("team", "web")) } };
        var facts = Given.Facts();
        facts = facts with { Target = facts.Target with { NamespaceLabels = null } };

        Assert.That(
            PolicyEvaluator.Evaluate(PolicyMoment.Start, facts, [Given.Policy(Denies, match: new PolicyMatch { Namespaces = selector })]).Objection!.Message,
            Does.EndWith("the labels of namespace shop are not known: wait, or check that the operator may read namespaces"));
        Assert.That(
            PolicyEvaluator.Evaluate(PolicyMoment.Start, facts, [Given.Policy(Denies, match: new PolicyMatch { Namespaces = selector, Models = ["other"] })]).Findings,
            Is.Empty);
    }

    [Test]
    public void A_return_obeys_deny_and_nothing_else()
    {
        var frozen = new PolicyRule { Freeze = new FreezeRule { Windows = [new FreezeWindow { Cron = "* * * * *", DurationSeconds = 3600 }] } };
        PolicySource[] others = [Given.Policy(AllowsNothing), Given.Policy(frozen), Given.Policy(new PolicyRule { Approvals = new ApprovalsRule() })];

        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Return, Given.Facts(), others).Findings, Is.Empty);
        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Return, Given.Facts(), [.. others, Given.Policy(Denies)]).IsAllowed, Is.False);
    }

    [Test]
    public void FindDenial_answers_for_what_serves()
    {
        var facts = Given.Facts();

        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version, [Given.Policy(Denies)])!.Reason, Is.EqualTo(PolicyReason.VersionDenied));
        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version, [Given.Policy(Denies, PolicyEnforcement.Warn)]), Is.Null);
        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version with { Version = "2.3.2" }, [Given.Policy(Denies)]), Is.Null);
        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version, [Given.Policy(Denies) with { Problem = "broken" }]), Is.Null);
    }

    [Test]
    public void A_version_as_such_hears_only_the_rules_about_versions()
    {
        PolicyRule[] rules =
        [
            new() { Name = "pace", Pace = new PaceRule { MaxFirstWeight = 1 } },
            new() { Name = "approvals", Approvals = new ApprovalsRule() },
            new() { Name = "strength", DigestStrength = new DigestStrengthRule() },
        ];
        var policy = new PolicySource { Kind = "ModelPolicy", Name = "x", Namespace = "shop", Spec = new ModelPolicySpec { Rules = rules } };

        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Accept, Given.Facts(), [policy]).Findings.Select(finding => finding.Rule), Is.EqualTo(["strength"]));
        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Start, Given.Facts(), [policy]).Findings, Has.Count.EqualTo(2 + 1));
    }

    [TestCase("mild", "prod", "flag", "mild")]
    [TestCase(null, "prod", "flag", "prod")]
    [TestCase("", "", "flag", "flag")]
    [TestCase(null, null, "", null)]
    [TestCase(null, null, null, null)]
    public void The_environment_comes_from_the_cluster_then_the_namespace_then_the_operator(string? cluster, string? ns, string? own, string? expected)
    {
        static IReadOnlyDictionary<string, string>? Labels(string? value) => value is null ? null : Given.Map((EnvironmentResolver.Label, value));

        Assert.That(EnvironmentResolver.Resolve(Labels(cluster), Labels(ns), own), Is.EqualTo(expected));
    }

    [Test]
    public void Targets_are_checked_by_name()
    {
        Assert.That(TargetCheck.FindMismatch(null, "prod", "cluster eu-1"), Is.Null);
        Assert.That(TargetCheck.FindMismatch("prod", "prod", "cluster eu-1"), Is.Null);
        Assert.That(
            TargetCheck.FindMismatch("staging", "prod", "cluster eu-1"),
            Is.EqualTo("spec.environment is \"staging\", but cluster eu-1 is in \"prod\": change spec.environment, or the label modelsync.io/environment of the cluster or namespace"));
        Assert.That(TargetCheck.FindNotAllowed("2.3.1", null, null), Is.Null);
        Assert.That(TargetCheck.FindNotAllowed("2.3.1", ["staging", "prod"], "prod"), Is.Null);
        Assert.That(
            TargetCheck.FindNotAllowed("2.3.1", ["staging"], "prod"),
            Is.EqualTo("2.3.1 has deploymentTargets [staging], and the target is in \"prod\": use a version that is made for it"));
        Assert.That(TargetCheck.FindNotAllowed("2.3.1", ["staging"], null), Does.Contain("the target is in no environment"));
    }
}
