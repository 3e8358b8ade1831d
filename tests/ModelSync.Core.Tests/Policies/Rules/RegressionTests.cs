using ModelSync.Api.Policies;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class RegressionTests
{
    private const string Remedy = ": train on, or change rule \"r\" of ClusterModelPolicy/x";

    [Test]
    public void Scenario_3_an_accuracy_of_93_after_97_passes_and_a_recall_of_80_after_86_fails()
    {
        var stable = Given.Version("2.3.0", ("accuracy", "0.97"), ("recall", "0.86"));

        Given.Expect(Given.Finding(Rule("accuracy"), Given.Facts(Given.Version("2.3.1", ("accuracy", "0.93")), stable)), null);
        Given.Expect(
            Given.Finding(Rule("recall"), Given.Facts(Given.Version("2.3.1", ("recall", "0.80")), stable)),
            "\"recall\" is 0.8, at least 0.817 (0.95 × 0.86 of 2.3.0) is needed" + Remedy);
        Given.Expect(
            Given.Finding(Rule("recall"), Given.Facts(Given.Version("2.3.1", ("accuracy", "0.93")), stable)),
            "\"recall\" is missing, at least 0.817 (0.95 × 0.86 of 2.3.0) is needed" + Remedy);
    }

    [Test]
    public void Five_drops_of_4_percent_pass_against_stable_and_the_high_water_mark_stops_the_second()
    {
        string[] values = ["1", "0.96", "0.9216", "0.884736", "0.84934656", "0.8153726976"];
        var versions = values.Select((value, i) => Given.Version($"1.0.{i}", ("accuracy", value))).ToArray();
        PolicyFinding? Drop(int i, RegressionBaseline baseline) => Given.Finding(
            Rule("accuracy", baseline), Given.Facts(versions[i], versions[i - 1]) with { Proven = versions[..i] });

        Assert.That(Enumerable.Range(1, 5).Select(i => Drop(i, RegressionBaseline.Stable)!.Verdict), Is.All.EqualTo(PolicyVerdict.Pass));
        Given.Expect(Drop(1, RegressionBaseline.HighWater), null);
        Given.Expect(Drop(2, RegressionBaseline.HighWater), "\"accuracy\" is 0.9216, at least 0.95 (0.95 × 1 of 1.0.0) is needed" + Remedy);
    }

    [TestCase(MetricDirection.HigherIsBetter, "0.97", "0.9215", null)]
    [TestCase(MetricDirection.HigherIsBetter, "0.97", "0.92149999", "\"m\" is 0.92149999, at least 0.9215 (0.95 × 0.97 of 2.3.0) is needed")]
    [TestCase(MetricDirection.HigherIsBetter, "0", "0", null)]
    [TestCase(MetricDirection.HigherIsBetter, "0", "-0.1", "\"m\" is -0.1, at least 0 (0.95 × 0 of 2.3.0) is needed")]
    [TestCase(MetricDirection.HigherIsBetter, "-100", "-105", null)]
    [TestCase(MetricDirection.HigherIsBetter, "-100", "-106", "\"m\" is -106, at least -105 (ratio 0.95 to -100 of 2.3.0) is needed")]
    [TestCase(MetricDirection.LowerIsBetter, "0.19", "0.2", null)]
    [TestCase(MetricDirection.LowerIsBetter, "0.12", "0.126", null)]
    [TestCase(MetricDirection.LowerIsBetter, "0.12", "0.127", "\"m\" is 0.127, at most 0.126315 (0.12 / 0.95 of 2.3.0) is needed")]
    [TestCase(MetricDirection.LowerIsBetter, "-95", "-90", null)]
    [TestCase(MetricDirection.LowerIsBetter, "-95", "-89", "\"m\" is -89, at most -90 (ratio 0.95 to -95 of 2.3.0) is needed")]
    [TestCase(MetricDirection.HigherIsBetter, "0.5", "x", "\"m\" is \"x\", which is no decimal, at least 0.475 (0.95 × 0.5 of 2.3.0) is needed")]
    [TestCase(MetricDirection.HigherIsBetter, "x", "0.5", "\"m\" of 2.3.0, with which it is compared, is not known")]
    public void The_limit_is_a_share_of_the_baseline(MetricDirection direction, string before, string after, string? objection) => Given.Expect(
        Given.Finding(Rule("m", direction: direction), Given.Facts(Given.Version("2.3.1", ("m", after)), Given.Version("2.3.0", ("m", before)))),
        objection is null ? null : objection + Remedy);

    [Test]
    public void The_first_version_passes_with_a_note()
    {
        var finding = Given.Finding(Rule("accuracy"), Given.Facts());

        Given.Expect(finding, null);
        Assert.That(finding!.Message, Is.EqualTo("there is nothing to compare 2.3.1 with yet: it is the first version"));
    }

    [Test]
    public void A_baseline_that_is_gone_fails_closed_unless_another_one_has_the_metric()
    {
        var gone = Given.Version("2.2.0") with { Spec = null };
        var candidate = Given.Version("2.3.1", ("m", "0.96"));

        Given.Expect(Given.Finding(Rule("m"), Given.Facts(candidate, gone)), "\"m\" of 2.2.0, with which it is compared, is not known" + Remedy);
        Given.Expect(Given.Finding(Rule("m", RegressionBaseline.HighWater), Given.Facts(candidate, gone) with { Proven = [Given.Version("2.0.0", ("m", "1"))] }), null);
    }

    [TestCase("2")]
    [TestCase("0")]
    [TestCase("most")]
    [TestCase(null)]
    public void A_ratio_that_is_none_makes_the_policy_unenforceable(string? ratio) => Given.Expect(
        Given.Finding(new PolicyRule { Regression = new RegressionRule { MinRatio = ratio } }, Given.Facts()),
        $"ClusterModelPolicy/x cannot be evaluated: minRatio \"{ratio}\" of rule \"r\" is no decimal above 0 and up to 1: write one such as 0.95",
        PolicyReason.PolicyNotEnforceable);

    private static PolicyRule Rule(string metric, RegressionBaseline? baseline = null, MetricDirection? direction = null) => new()
    {
        Regression = new RegressionRule { Metrics = [new RegressionMetric { Name = metric, Direction = direction }], MinRatio = "0.95", Baseline = baseline },
    };
}
