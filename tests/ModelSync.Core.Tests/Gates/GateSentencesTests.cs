using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using static ModelSync.Core.Tests.Gates.GateBench;

namespace ModelSync.Core.Tests.Gates;

/// <summary>What people read of a gate, whole.</summary>
public sealed class GateSentencesTests
{
    private const string Person = "Promote to go on without it, or abort.";
    private static readonly GateMeasurement None = Outcome(MeasurementOutcome.NoData);
    private static readonly GateMeasurement Refused = Outcome(MeasurementOutcome.Error, "status 503.");
    private static readonly GateMeasurement Pending = Outcome(MeasurementOutcome.Waiting, "the job runs.");

    [Test]
    public void A_gate_that_goes_on_says_how_far_it_is()
    {
        Assert.Multiple(() =>
        {
            Says(GateVerdict.Running, "1 of 2 good measurements.", Evaluate(Probe with { Count = 2 }, [Outcome(MeasurementOutcome.Pass)]));
            Says(GateVerdict.Passed, "1 of 1 good measurement.", Evaluate(Probe, [Outcome(MeasurementOutcome.Pass)]));
            Says(GateVerdict.Running, "No data, 0 of 1 good measurement.", Evaluate(Latency, [None]));
            Says(GateVerdict.Running, "No data, 0 of 1 good measurement.", Evaluate(Latency, [None with { Samples = 20 }]));
            Says(GateVerdict.Running, "19 samples where minSamples asks for 20, 0 of 1 good measurement.", Evaluate(Latency, [None with { Samples = 19 }]));
            Says(GateVerdict.Running, "Stable has no value with 20 samples to compare with, 0 of 1 good measurement.", Evaluate(Relative, [Value(0.2m)]));
            Says(GateVerdict.Running, "The check is not through (the job runs).", Evaluate(Probe, [Pending]));
            Says(
                GateVerdict.Running,
                "0 of 2 good measurements, 1 failed of 3 tolerated.",
                Evaluate(Probe with { Count = 2, FailureLimit = 3 }, [Outcome(MeasurementOutcome.Fail, "no answer")]));
            Says(
                GateVerdict.Passed,
                "1 of 1 good measurement.",
                Evaluate(Latency, [Value(0.2m), None], GatePhase.Progress),
                "its last look saw nothing, so there is no value to show");
        });
    }

    [Test]
    public void A_gate_that_failed_says_by_what()
    {
        Assert.Multiple(() =>
        {
            Says(
                GateVerdict.Failed,
                "0.5 is not ≤ 0.3 (100 samples): 2 failed measurements, failureLimit tolerates 1.",
                Evaluate(Latency with { FailureLimit = 1 }, [Value(0.5m), Value(0.5m)]));
            Says(GateVerdict.Failed, "0.5 is not ≤ 0.3: 1 failed measurement, failureLimit tolerates 0.", Evaluate(Latency, [Value(0.5m, samples: null)]));
            Says(
                GateVerdict.Failed,
                "It could not be measured (status 503): more than 1 errors in a row, and onError is Fail.",
                Evaluate(Latency with { OnError = GateErrorMode.Fail, ErrorLimit = 1 }, [Refused, Refused]));
            Says(
                GateVerdict.Failed,
                "It could not be measured (status 503): more than 1 errors in a row, and onError is Fail.",
                Evaluate(Latency with { OnError = GateErrorMode.Fail, ErrorLimit = 1 }, [Refused, Refused, Refused]),
                "it stays so, and so it does with more of them");
        });
    }

    [TestCase(NoDataMode.Pass, GateVerdict.Passed, "No data for 60 s, and onNoData is Pass.")]
    [TestCase(NoDataMode.Fail, GateVerdict.Failed, "No data for 60 s, and onNoData is Fail.")]
    [TestCase(NoDataMode.Inconclusive, GateVerdict.Inconclusive, "No data for 60 s. " + Person)]
    public void A_gate_without_data_says_what_that_leads_to(NoDataMode mode, GateVerdict verdict, string message)
    {
        var spec = Latency with { OnNoData = mode, SampleDeadlineSeconds = 60 };

        Assert.Multiple(() =>
        {
            Says(GateVerdict.Running, "No data, 0 of 1 good measurement.", Evaluate(spec, [None], elapsedSeconds: 59));
            Says(verdict, message, Evaluate(spec, [None], elapsedSeconds: 60));
        });
    }

    [Test]
    public void No_data_that_failed_a_gate_stays_a_failure_whatever_comes_after_it()
    {
        var spec = Latency with { OnNoData = NoDataMode.Fail, SampleDeadlineSeconds = 60 };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(spec, [None, None, Value(0.2m)]).Verdict, Is.EqualTo(GateVerdict.Failed));
            Assert.That(Evaluate(spec, [None, None, Value(0.2m), None, None, Value(0.2m)]).Verdict, Is.EqualTo(GateVerdict.Failed), "twice is no way out");
            Assert.That(Evaluate(spec, [None, Value(0.2m)]).Verdict, Is.EqualTo(GateVerdict.Passed));
        });
    }

    [Test]
    public void A_gate_that_can_not_decide_says_why_and_who_does()
    {
        Assert.Multiple(() =>
        {
            Says(GateVerdict.Inconclusive, "The check is not through (the job runs) after 600 s. " + Person, Evaluate(Probe, [Pending], elapsedSeconds: 600));
            Says(GateVerdict.Inconclusive, "Nothing was measured (status 503) for 600 s. " + Person, Evaluate(Probe, [Refused], elapsedSeconds: 600));
            Says(GateVerdict.Inconclusive, "Nothing was measured for 600 s. " + Person, Evaluate(Probe, [], elapsedSeconds: 600));
            Says(
                GateVerdict.Inconclusive,
                "NoBaseline: stable has no value with 20 samples to compare with, and the gate has no min or max. " + Person,
                Evaluate(Relative, [Value(0.2m), Refused], elapsedSeconds: 600));
        });
    }

    [Test]
    public void A_check_may_be_under_way_for_as_long_as_one_measurement_may_take()
    {
        var spec = Probe with { TimeoutSeconds = 700 };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(spec, [Pending], elapsedSeconds: 699).Verdict, Is.EqualTo(GateVerdict.Running));
            Assert.That(Evaluate(spec, [Refused], elapsedSeconds: 600).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "nothing is under way");
            Assert.That(Evaluate(spec with { TimeoutSeconds = 5 }, [Pending], elapsedSeconds: 599).Verdict, Is.EqualTo(GateVerdict.Running));
        });
    }

    [Test]
    public void A_second_wrong_number_does_not_hide_the_first()
    {
        var threshold = new GateThreshold { Min = "a", Max = "b" };

        Assert.That(Evaluate(Latency with { Threshold = threshold }, [Value(1)]).Message, Does.StartWith("threshold.min is \"a\""));
    }

    [Test]
    public void A_ratio_to_nothing_is_told_with_the_remedy_only_where_it_is_what_counts()
    {
        var both = Latency with { Threshold = new GateThreshold { Max = "0.1", RelativeToStable = new RelativeThreshold { MaxRatio = "1.2" } } };
        var ratio = Latency with { Threshold = new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "1.2" } } };

        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(ratio, [Value(0.5m, baseline: 0)]).Message, Does.Contain("stable's own value").And.EndsWith("set threshold.max to allow some."));
            Assert.That(Evaluate(both, [Value(0.5m, baseline: 0)]).Message, Does.Not.Contain("ratio"));
            Assert.That(Evaluate(ratio, [Value(0.5m, baseline: 0.1m)]).Message, Does.EndWith("failureLimit tolerates 0."));
        });
    }

    [TestCase("0", "0")]
    [TestCase("1234567.8912", "1234567.891")]
    [TestCase("12.345678", "12.3457")]
    [TestCase("1", "1")]
    [TestCase("1.2345678", "1.23457")]
    [TestCase("0.1234567", "0.123457")]
    [TestCase("0.01234567", "0.0123457")]
    [TestCase("-0.01234567", "-0.0123457")]
    [TestCase("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_number_has_six_digits_that_count(string value, string text) =>
        Assert.That(GateNumber.Text(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(text));

    [Test]
    public void Sums_and_products_stop_at_the_ends_of_the_range()
    {
        const decimal Most = decimal.MaxValue;
        const decimal Least = decimal.MinValue;

        Assert.Multiple(() =>
        {
            Assert.That((GateNumber.Product(Most, 2), GateNumber.Product(Least, 2)), Is.EqualTo((Most, Least)));
            Assert.That((GateNumber.Product(Most, -2), GateNumber.Product(Least, -2)), Is.EqualTo((Least, Most)));
            Assert.That((GateNumber.Product(Most, 1), GateNumber.Product(2, 3), GateNumber.Product(-2, 3)), Is.EqualTo((Most, 6m, -6m)));
            Assert.That((GateNumber.Sum(Most, 1), GateNumber.Sum(Most, 0), GateNumber.Sum(Most, -1)), Is.EqualTo((Most, Most, Most - 1)));
            Assert.That((GateNumber.Sum(Least, -1), GateNumber.Sum(Least, 0), GateNumber.Sum(Least, 1)), Is.EqualTo((Least, Least, Least + 1)));
            Assert.That((GateNumber.Sum(2, -3), GateNumber.Sum(Most - 1, 1)), Is.EqualTo((-1m, Most)));
        });
    }

    private static void Says(GateVerdict verdict, string message, GateStatus status, string? why = null) =>
        Assert.That((status.Verdict, status.Message), Is.EqualTo((verdict, message)), why);
}
