using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

public sealed class PolicySourcesTests
{
    private static readonly PolicyRule Approvals = new() { Name = "four-eyes", Approvals = new ApprovalsRule { Required = 2 } };
    private static readonly PolicyRule Deny = new() { Name = "denied", Deny = new DenyRule { Versions = ["1.0.0"], Reason = "it is unsafe" } };

    [Test]
    public void A_policy_that_can_be_evaluated_is_handed_on_as_it_is()
    {
        var source = PolicySources.Of(Policy(Deny)).Single();

        Assert.That((source.Id, source.Namespace, source.Problem), Is.EqualTo(("ModelPolicy/house", "team", (string?)null)));
        Assert.That(source.Spec!.Rules, Is.EqualTo(new[] { Deny }));
    }

    [Test]
    public void A_rule_that_this_build_cannot_evaluate_blocks_starts_and_the_others_count_all_the_same()
    {
        PolicySource[] sources = [.. PolicySources.Of(Policy(Approvals, Deny))];
        var facts = Facts();

        var start = PolicyEvaluator.Evaluate(PolicyMoment.Start, facts, sources);
        Assert.That(start.Findings.Select(finding => finding.Reason), Is.EqualTo(new[] { PolicyReason.VersionDenied, PolicyReason.PolicyNotEnforceable }));
        Assert.That(start.Findings[1].Verdict, Is.EqualTo(PolicyVerdict.Deny));
        Assert.That(start.Findings[1].Message, Does.Contain("\"four-eyes\"").And.Contain("approvals").And.Contain("does not evaluate yet"));
        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version, sources)!.Reason, Is.EqualTo(PolicyReason.VersionDenied));
        Assert.That(PolicyEvaluator.FindDenial(facts.Target, facts.Version, [.. PolicySources.Of(Policy(Approvals))]), Is.Null, "a return depends on nobody");
    }

    [Test]
    public void A_version_is_accepted_with_a_warning_of_it()
    {
        var status = VersionPlanner.Decide(Sample.Snapshot() with { Resolution = Sample.Resolved, Policies = [.. PolicySources.Of(Policy(Approvals))] }).Status;

        Assert.That(status.Condition("Accepted").Reason, Is.EqualTo("AcceptedWithWarnings"));
        Assert.That(status.Policy!.Single(), Has.Property("Rule").EqualTo("*").And.Property("Verdict").EqualTo(PolicyVerdict.Warn));
    }

    [Test]
    public void A_policy_that_breaks_a_rule_of_its_kind_cannot_be_evaluated()
    {
        var source = PolicySources.Of(Policy(new PolicyRule { Name = "nothing" })).Single();

        Assert.That(source.Problem, Does.Contain("spec.rules[0]"));
    }

    private static ModelPolicy Policy(params PolicyRule[] rules) => new()
    {
        ApiVersion = ModelPolicy.Resource.ApiVersion,
        Kind = ModelPolicy.Resource.Kind,
        Metadata = new ObjectMeta { Namespace = "team", Name = "house" },
        Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Enforce, Rules = rules },
    };

    private static PolicyFacts Facts() => new()
    {
        Target = new PolicyTarget { Namespace = "team", Model = "fraud" },
        Version = new VersionFacts { Version = "1.0.0", Spec = Sample.Version.Spec, Components = [Sample.Pin] },
        SteadyNow = Sample.Start,
    };
}
