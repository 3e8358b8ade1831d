using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies;

public sealed class PolicyEvaluatorProperties
{
    private static readonly Gen<PolicyRule> Rules = Gen.Elements<PolicyRule>(
        new(),
        new() { AllowedSources = new AllowedSourcesRule { Prefixes = ["oci://registry.example/"] } },
        new() { AllowedSources = new AllowedSourcesRule() },
        new() { DigestStrength = new DigestStrengthRule() },
        new() { Signature = new SignatureRule { Keys = ["no key"] } },
        new() { RequiredMetadata = new RequiredMetadataRule { Fields = ["lineage.runId"] } },
        new() { MetricFloors = new MetricFloorsRule { Metrics = Given.Map(("m", "0.5")) } },
        new() { Regression = new RegressionRule { Metrics = [new RegressionMetric { Name = "m" }], MinRatio = "0.95" } },
        new() { Versioning = new VersioningRule { EnforceBumps = true, MaxMajorJump = 1 } },
        new() { Approvals = new ApprovalsRule { SeparationOfDuties = true } },
        new() { Freeze = new FreezeRule { Windows = [new FreezeWindow { Cron = "0 * * * *", DurationSeconds = 600 }] } },
        new() { Pace = new PaceRule { MaxFirstWeight = 5, MaxStepWeight = 25, Strategies = [StrategyType.Canary] } },
        new() { Deny = new DenyRule { Versions = ["2.3.1"] } },
        new() { ResourceCeiling = new ResourceCeilingRule { Limits = Given.Map(("cpu", "1")) } },
        new() { PinnedImage = new PinnedImageRule() });

    private static readonly Gen<PolicySource> Policies =
        from rule in Rules
        from enforcement in Gen.Elements<PolicyEnforcement?>(null, PolicyEnforcement.Enforce, PolicyEnforcement.Warn, PolicyEnforcement.Audit)
        from match in Gen.Elements<PolicyMatch?>(null, new PolicyMatch { Models = ["fraud"] }, new PolicyMatch { Environments = [] }, new PolicyMatch { Clusters = ["other"] })
        from problem in Gen.Elements<string?>(null, null, null, "broken")
        select Given.Policy(rule, enforcement, match) with { Problem = problem };

    private static readonly Gen<PolicyFacts> Facts =
        from version in Gen.Elements("2.3.1", "2.4.0+data.1", "not a version")
        from metric in Gen.Elements("0.4", "0.9", "x")
        from stable in Gen.Elements<VersionFacts?>(null, Given.Version("2.3.0", ("m", "0.9")), Given.Version("9.0.0") with { Spec = null })
        from spec in Gen.Elements<ModelVersionSpec?>(null, new ModelVersionSpec(), Given.Version(version, ("m", metric)).Spec)
        from pod in Gen.Elements<RawJson?>(null, RawJson.From("{}"), RawJson.From("1"), Given.Facts().PodSpec)
        from approvals in Gen.Elements<IReadOnlyList<ApprovalFacts>?>(null, [])
        from minutes in Gen.Choose(0, 120)
        from next in Gen.Choose(0, 100)
        select Given.Facts(Given.Version(version) with { Spec = spec }, stable) with
        {
            PodSpec = pod, Approvals = approvals, SteadyNow = Given.Now.AddMinutes(minutes), PresentWeight = next / 2, NextWeight = next,
        };

    private static readonly Gen<PolicyMoment> Moments =
        Gen.Elements(PolicyMoment.Accept, PolicyMoment.Start, PolicyMoment.Advance, PolicyMoment.Promote, PolicyMoment.Return);

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property All_policies_together_allow_what_each_of_them_allows() => Prop.ForAll(
        Policies.ArrayOf().ToArbitrary(), Facts.ToArbitrary(), Moments.ToArbitrary(), (policies, facts, moment) =>
        {
            var decision = PolicyEvaluator.Evaluate(moment, facts, policies);
            var single = policies.Select(policy => PolicyEvaluator.Evaluate(moment, facts, [policy])).ToArray();
            return decision.IsAllowed == single.All(one => one.IsAllowed)
                && decision.Findings.SequenceEqual(single.SelectMany(one => one.Findings))
                && decision.Findings.All(finding => finding.Message.Length > 0 && !finding.Message.EndsWith('.'));
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Nothing_but_an_enforced_deny_stops_a_return() => Prop.ForAll(Policies.ArrayOf().ToArbitrary(), Facts.ToArbitrary(), (policies, facts) =>
        PolicyEvaluator.Evaluate(PolicyMoment.Return, facts, policies).Findings.All(finding =>
            finding.Verdict is not PolicyVerdict.Deny || finding.Reason is PolicyReason.VersionDenied));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Whatever_a_policy_finds_it_holds_up_nothing_unless_it_is_enforced() => Prop.ForAll(
        Policies.ToArbitrary(), Facts.ToArbitrary(), Moments.ToArbitrary(), (policy, facts, moment) =>
            policy.Spec!.Enforcement is not (PolicyEnforcement.Warn or PolicyEnforcement.Audit) || PolicyEvaluator.Evaluate(moment, facts, [policy]).IsAllowed);
}
