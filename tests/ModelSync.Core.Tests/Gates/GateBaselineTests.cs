using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using static ModelSync.Core.Tests.Gates.GateBench;

namespace ModelSync.Core.Tests.Gates;

public sealed class GateBaselineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_ratio_compares_with_stable_and_shows_the_sum()
    {
        var status = Evaluate(Relative, [Value(0.31m, baseline: 0.25m)]);

        Assert.Multiple(() =>
        {
            Assert.That((status.Verdict, status.Value), Is.EqualTo((GateVerdict.Failed, "0.31")));
            Assert.That((status.Baseline, status.Threshold), Is.EqualTo(("0.25", "≤ 1.2 × 0.25 = 0.3")));
            Assert.That(Evaluate(Relative, [Value(0.3m, baseline: 0.25m)]).Verdict, Is.EqualTo(GateVerdict.Passed), "the limit itself");
        });
    }

    [Test]
    public void A_difference_compares_with_stable_and_shows_the_sum()
    {
        var spec = Latency with { Threshold = new GateThreshold { Min = "0", RelativeToStable = new RelativeThreshold { MaxDelta = "0.005" } } };
        var status = Evaluate(spec, [Value(0.016m, baseline: 0.01m)]);

        Assert.That((status.Verdict, status.Threshold), Is.EqualTo((GateVerdict.Failed, "≥ 0 and ≤ 0.01 + 0.005 = 0.015")));
    }

    [Test]
    public void Absolute_and_relative_limits_all_have_to_hold()
    {
        var spec = Relative with { Threshold = Relative.Threshold! with { Max = "0.28" } };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(spec, [Value(0.29m, baseline: 0.25m)]).Verdict, Is.EqualTo(GateVerdict.Failed), "over max");
            Assert.That(Evaluate(spec, [Value(0.27m, baseline: 0.2m)]).Verdict, Is.EqualTo(GateVerdict.Failed), "over the ratio");
            Assert.That(Evaluate(spec, [Value(0.27m, baseline: 0.25m)]).Verdict, Is.EqualTo(GateVerdict.Passed));
        });
    }

    [Test]
    public void The_last_valid_baseline_is_used_while_stable_has_no_samples()
    {
        var status = Evaluate(Relative, [Value(0.2m, baseline: 0.25m), Value(0.29m, baseline: 0.1m, baselineSamples: 3), Value(0.29m)], GatePhase.Progress);

        Assert.That((status.Verdict, status.Baseline), Is.EqualTo((GateVerdict.Passed, "0.25")));
    }

    [Test]
    public void The_kept_baseline_is_used_in_a_bake()
    {
        var status = Evaluate(Relative, [Value(0.31m)], GatePhase.Bake, kept: "0.25");

        Assert.That((status.Verdict, status.Baseline, status.Threshold), Is.EqualTo((GateVerdict.Failed, "0.25", "≤ 1.2 × 0.25 = 0.3")));
    }

    [Test]
    public void Without_baseline_an_absolute_limit_decides_alone()
    {
        var spec = Relative with { Threshold = Relative.Threshold! with { Max = "0.5" } };
        var status = Evaluate(spec, [Value(0.4m)], GatePhase.Bake);

        Assert.That((status.Verdict, status.Threshold), Is.EqualTo((GateVerdict.Passed, "≤ 0.5 and ≤ 1.2 × baseline")));
    }

    [Test]
    public void Without_baseline_and_absolute_limit_a_bake_is_inconclusive_at_once_and_a_step_after_the_deadline()
    {
        const string Message = "NoBaseline: stable has no value with 20 samples to compare with, and the gate has no min or max. "
            + "Promote to go on without it, or abort.";
        var spec = Relative with { OnNoData = NoDataMode.Pass };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(spec, [Value(0.4m)], GatePhase.Step).Verdict, Is.EqualTo(GateVerdict.Running));
            Assert.That(Evaluate(spec, [Value(0.4m)], GatePhase.Step, elapsedSeconds: 600), Has.Property("Verdict").EqualTo(GateVerdict.Inconclusive));
            Assert.That(Evaluate(spec, [Value(0.4m)], GatePhase.Bake), Has.Property("Message").EqualTo(Message));
            Assert.That(Evaluate(spec, [Value(0.4m)], GatePhase.Bake).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
        });
    }

    [TestCase("0", "0", null, GateVerdict.Passed)]
    [TestCase("0.001", "0", null, GateVerdict.Failed)]
    [TestCase("0.001", "0", "0.01", GateVerdict.Passed)]
    [TestCase("0.02", "0", "0.01", GateVerdict.Failed)]
    [TestCase("-0.6", "-0.5", null, GateVerdict.Passed)]
    [TestCase("-0.5", "-0.5", null, GateVerdict.Passed)]
    [TestCase("-0.4", "-0.5", null, GateVerdict.Failed)]
    [TestCase("-0.4", "-0.5", "0", GateVerdict.Passed)]
    public void A_ratio_to_nothing_asks_for_no_worse_than_stable_unless_there_is_a_max(string value, string baseline, string? max, GateVerdict verdict)
    {
        var spec = Relative with { Threshold = Relative.Threshold! with { Max = max } };
        var measurement = Value(GateNumber.Read(value)!.Value, baseline: GateNumber.Read(baseline));

        Assert.That(Evaluate(spec, [measurement]).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void A_failure_against_a_baseline_of_zero_tells_how_to_allow_some()
    {
        Assert.That(
            Evaluate(Relative, [Value(0.001m, baseline: 0)]).Message,
            Is.EqualTo("0.001 is not ≤ 0 (stable's own value: there is no ratio to it) (100 samples): 1 failed measurement, failureLimit tolerates 0. "
                + "There is no ratio to a baseline of 0: set threshold.max to allow some."));
    }

    [Test]
    public void Numbers_at_the_ends_of_the_range_are_compared_and_do_not_throw()
    {
        var ratio = Relative with { Threshold = new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "999999999999999" } } };
        var delta = Relative with { Threshold = new GateThreshold { RelativeToStable = new RelativeThreshold { MaxDelta = "999999999999999" } } };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(ratio, [Value(decimal.MaxValue, baseline: decimal.MaxValue)]).Verdict, Is.EqualTo(GateVerdict.Passed));
            Assert.That(Evaluate(delta, [Value(decimal.MaxValue, baseline: decimal.MaxValue)]).Verdict, Is.EqualTo(GateVerdict.Passed));
        });
    }

    [TestCase("0.25", "0.25")]
    [TestCase("0.012345678", "0.0123457")]
    [TestCase("1.23456789", "1.23457")]
    [TestCase("1234567.89", "1234567.89")]
    [TestCase("100", "100")]
    [TestCase("-0.5", "-0.5")]
    [TestCase("0.00000000001", "0.00000000001")]
    public void Numbers_are_written_for_people(string number, string text)
    {
        Assert.That(GateNumber.Text(GateNumber.Read(number)!.Value), Is.EqualTo(text));
    }

    [Test]
    public void Keep_leaves_a_verdict_as_it_was_written_until_verdict_or_step_change()
    {
        var before = new GateStatus { Name = "a", Verdict = GateVerdict.Passed, Value = "0.2", Baseline = "0.25", BaselineTime = Noon };
        var now = before with { Value = "0.21", BaselineTime = null };
        var later = Noon.AddMinutes(5);
        var other = now with { Verdict = GateVerdict.Failed, Baseline = "0.26" };

        Assert.Multiple(() =>
        {
            Assert.That(GateNotes.Keep(before, now, isStepChange: false, later), Is.SameAs(before));
            Assert.That(GateNotes.Keep(before, now, isStepChange: true, later), Is.EqualTo(now with { BaselineTime = Noon }));
            Assert.That(GateNotes.Keep(before, other, isStepChange: false, later).BaselineTime!.Value.ToDateTimeOffset(), Is.EqualTo(later));
            Assert.That(GateNotes.Keep(null, now with { Baseline = null }, isStepChange: false, later).BaselineTime, Is.Null);
        });
    }
}
