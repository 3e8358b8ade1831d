using System.Globalization;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Tests.Versions;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Policies;

/// <summary>What a policy is about, and what it objects to.</summary>
internal sealed class PolicyReviewTests
{
    [TestCase(PolicyEnforcement.Enforce)]
    [TestCase(PolicyEnforcement.Warn)]
    [TestCase(PolicyEnforcement.Audit)]
    public void A_version_and_the_rollout_that_serves_it_are_both_named_whatever_the_enforcement(PolicyEnforcement enforcement)
    {
        var review = Review(PolicyObjects.Policy(enforcement, PolicyObjects.Sources), PolicyObjects.Cases([PolicyObjects.Version("1.0.0")], [PolicyObjects.Rollout("fraud", "1.0.0", "1.0.0")]));

        Assert.That((review.Matched, review.Objections), Is.EqualTo((2, 2)));
        Assert.That(review.Violations.Select(static violation => (violation.Object, violation.Rule)), Is.EqualTo(new[]
        {
            ("ModelRollout/team/fraud", "sources"), ("ModelVersion/team/fraud-1.0.0", "sources"),
        }));
        Assert.That(review.Violations[0].Message, Does.StartWith("1.0.0: ").And.Contain("registry.example").And.Contain("blessed.example"));
    }

    [Test]
    public void A_rule_about_a_change_is_asked_about_what_is_wanted_and_not_about_what_serves()
    {
        var cases = PolicyObjects.Cases(
            [PolicyObjects.Version("1.0.0"), PolicyObjects.Version("2.0.0")],
            [PolicyObjects.Rollout("calm", "1.0.0", "1.0.0"), PolicyObjects.Rollout("eager", "1.0.0", "2.0.0"), PolicyObjects.Rollout("patient", "1.0.0", "2.0.0", new CanaryStep { SetWeight = 5 })]);

        var review = Review(PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Pace), cases);

        Assert.That(review.Matched, Is.EqualTo(5));
        Assert.That(review.Violations.Single(), Has.Property("Object").EqualTo("ModelRollout/team/eager").And.Property("Message").Contains("2.0.0: the first weight"));
    }

    [Test]
    public void A_rule_about_pods_is_asked_about_the_template_that_serves_or_is_wanted_and_never_about_an_old_one()
    {
        var versions = new[] { PolicyObjects.Version("1.0.0"), PolicyObjects.Version("2.0.0") };
        var cases = PolicyObjects.Cases(versions, [PolicyObjects.Rollout("calm", "1.0.0", "1.0.0"), PolicyObjects.Rollout("moving", "1.0.0", "2.0.0")]);

        var review = Review(PolicyObjects.Policy(PolicyEnforcement.Audit, PolicyObjects.Ceiling), cases);

        Assert.That(review.Violations.Select(static violation => violation.Message), Has.Exactly(1).StartsWith("1.0.0: ").And.Exactly(1).StartsWith("2.0.0: ").And.All.Contains("cpu"));
    }

    [Test]
    public void A_version_that_is_not_pinned_is_matched_and_not_judged_yet()
    {
        var review = Review(PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources), PolicyObjects.Cases([Sample.Version], []));

        Assert.That((review.Matched, review.Objections), Is.EqualTo((1, 0)));
    }

    [Test]
    public void What_a_policy_does_not_match_is_not_counted()
    {
        var policy = PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources);
        policy = policy with { Spec = policy.Spec! with { Match = new PolicyMatch { Environments = ["prod"] } } };
        var (versions, rollouts) = (new[] { PolicyObjects.Version("1.0.0") }, new[] { PolicyObjects.Rollout("fraud", "1.0.0", "1.0.0") });

        Assert.That(Review(policy, PolicyObjects.Cases(versions, rollouts)).Matched, Is.Zero, "the operator's own environment is dev");
        Assert.That(Review(policy, PolicyObjects.Cases(versions, rollouts, StringMap.From([new("modelsync.io/environment", "prod")]))).Matched, Is.EqualTo(2));
    }

    [Test]
    public void A_freeze_objects_to_what_waits_for_it_and_says_until_when()
    {
        var end = new KubeTime(Sample.Start.AddHours(1));
        var freeze = new PolicyRule { Name = "peak", Freeze = new FreezeRule { Windows = [new FreezeWindow { Start = new KubeTime(Sample.Start.AddHours(-1)), End = end }] } };
        var versions = new[] { PolicyObjects.Version("1.0.0"), PolicyObjects.Version("2.0.0") };

        var review = Review(
            PolicyObjects.Policy(PolicyEnforcement.Enforce, freeze),
            PolicyObjects.Cases(versions, [PolicyObjects.Rollout("calm", "1.0.0", "1.0.0"), PolicyObjects.Rollout("moving", "1.0.0", "2.0.0")]));

        Assert.That(review.Violations.Single().Object, Is.EqualTo("ModelRollout/team/moving"));
        Assert.That(review.Until, Is.EqualTo(end.ToDateTimeOffset()));
    }

    [Test]
    public void Of_many_objections_the_first_50_are_named_and_all_are_counted()
    {
        var rollouts = Enumerable.Range(0, 2_000).Select(static number => PolicyObjects.Rollout(string.Create(CultureInfo.InvariantCulture, $"fraud-{number:d4}"), "1.0.0", "1.0.0"));

        var review = Review(PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources), PolicyObjects.Cases([PolicyObjects.Version("1.0.0")], [.. rollouts.Reverse()]));

        Assert.That((review.Matched, review.Objections, review.Violations.Count), Is.EqualTo((2_001, 2_001, 50)));
        Assert.That(review.Violations[^1].Object, Is.EqualTo("ModelRollout/team/fraud-0049"), "the order of the cache does not matter");
    }

    [Test]
    public void Of_a_rule_that_this_build_does_not_evaluate_the_condition_tells_and_the_other_rules_count()
    {
        var policy = PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources, PolicyObjects.Approvals);
        var review = Review(policy, PolicyObjects.Cases([PolicyObjects.Version("1.0.0")], []));

        Assert.That(review.Violations.Single().Rule, Is.EqualTo("sources"));
        var findings = PolicyVerdicts.Of(policy.Spec, PolicySources.Of(policy), review).ToArray();
        Assert.That(findings.Select(static finding => (finding.Type, finding.Status, finding.Reason)), Is.EqualTo(new[]
        {
            ("Ready", "False", "UnsupportedField"), ("Stalled", "True", "UnsupportedField"),
        }));
        Assert.That(findings[0].Message, Does.StartWith("spec.rules[1].approvals: rule \"four-eyes\"").And.Contain("other rules count").And.Contain("nothing that it is about starts"));
    }

    [Test]
    public void A_policy_that_breaks_a_rule_of_its_kind_is_invalid_in_the_words_of_the_rule()
    {
        var policy = PolicyObjects.Policy(PolicyEnforcement.Warn, new PolicyRule { Name = "nothing" });
        var review = Review(policy, PolicyObjects.Cases([PolicyObjects.Version("1.0.0")], []));

        var ready = PolicyVerdicts.Of(policy.Spec, PolicySources.Of(policy), review).First();
        Assert.That((ready.Status, ready.Reason, review.Matched, review.Objections), Is.EqualTo(("False", "InvalidSpec", 1, 0)));
        Assert.That(ready.Message, Does.Contain("spec.rules[0]").And.Contain("holds nothing up"));
    }

    [Test]
    public void The_same_finding_writes_nothing_and_another_one_keeps_the_time_of_Ready()
    {
        var policy = PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources);
        var sources = PolicySources.Of(policy);
        var none = Review(policy, PolicyObjects.Cases([], []));
        var first = PolicyStatusPlanner.Decide(policy.Metadata, policy.Spec, before: null, sources, none, Sample.Start)!;

        Assert.That(PolicyStatusPlanner.Decide(policy.Metadata, policy.Spec, first, sources, none, Sample.Start.AddHours(1)), Is.Null);
        var some = Review(policy, PolicyObjects.Cases([PolicyObjects.Version("1.0.0")], []));
        var second = PolicyStatusPlanner.Decide(policy.Metadata, policy.Spec, first, sources, some, Sample.Start.AddHours(1))!;
        Assert.That((second.Matched, second.Violations!.Count, second.ObservedGeneration), Is.EqualTo((1, 1, 1L)));
        Assert.That(second.Conditions!.Single(), Has.Property("Reason").EqualTo("ViolationsFound").And.Property("LastTransitionTime").EqualTo(first.Conditions!.Single().LastTransitionTime));
    }

    private static PolicyReview Review(ModelPolicy policy, PolicyCase[] cases) => PolicyReview.Of(PolicySources.Of(policy), cases);
}
