using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using static ModelSync.Core.Tests.Gates.GateBench;

namespace ModelSync.Core.Tests.Gates;

/// <summary>The numbers beside a verdict, and the limits that they are held against.</summary>
public sealed class GateStatusTests
{
    private static readonly GateMeasurement None = Outcome(MeasurementOutcome.NoData);

    [Test]
    public void A_gate_that_failed_shows_the_measurement_that_failed_it()
    {
        var status = Evaluate(Relative, [Value(0.5m, baseline: 0.25m), Value(0.1m, samples: 40, baseline: 0.2m)], GatePhase.Progress);

        Assert.That((status.Verdict, status.Value, status.Samples), Is.EqualTo((GateVerdict.Failed, "0.5", 100L)));
        Assert.That((status.Baseline, status.Threshold), Is.EqualTo(("0.25", "≤ 1.2 × 0.25 = 0.3")));
    }

    [Test]
    public void A_gate_that_goes_on_shows_its_latest_measurement()
    {
        var status = Evaluate(Relative with { FailureLimit = 1, Count = 2 }, [Value(0.5m, baseline: 0.25m), Value(0.1m, samples: 40, baseline: 0.2m)]);

        Assert.That((status.Verdict, status.Value, status.Samples), Is.EqualTo((GateVerdict.Running, "0.1", 40L)));
        Assert.That((status.Baseline, status.Threshold), Is.EqualTo(("0.2", "≤ 1.2 × 0.2 = 0.24")));
    }

    [Test]
    public void A_gate_without_a_threshold_shows_none() => Assert.That(Evaluate(Probe, [Outcome(MeasurementOutcome.Pass)]).Threshold, Is.Null);

    [TestCase("0.89", GateVerdict.Failed)]
    [TestCase("0.9", GateVerdict.Passed)]
    [TestCase("0.95", GateVerdict.Passed)]
    public void Min_is_the_least_that_passes(string value, GateVerdict verdict) => Assert.That(
        Evaluate(Latency with { Threshold = new GateThreshold { Min = "0.9" } }, [Value(GateNumber.Read(value)!.Value)]).Verdict,
        Is.EqualTo(verdict));

    [TestCase(19, GateVerdict.Running)]
    [TestCase(20, GateVerdict.Passed)]
    public void A_value_counts_with_minSamples_samples(int samples, GateVerdict verdict) =>
        Assert.That(Evaluate(Latency, [Value(0.2m, samples)]).Verdict, Is.EqualTo(verdict));

    [Test]
    public void A_limit_that_is_no_number_is_named()
    {
        Assert.That(Broken(new GateThreshold { Max = "b" }), Does.StartWith("threshold.max is \"b\""));
        Assert.That(Broken(new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "r" } }), Does.StartWith("threshold.relativeToStable.maxRatio is \"r\""));
        Assert.That(Broken(new GateThreshold { RelativeToStable = new RelativeThreshold { MaxDelta = "d" } }), Does.StartWith("threshold.relativeToStable.maxDelta is \"d\""));
    }

    [Test]
    public void A_difference_to_a_baseline_that_is_not_known_yet_is_shown_as_one() => Assert.That(
        Evaluate(Latency with { Threshold = new GateThreshold { Max = "0.5", RelativeToStable = new RelativeThreshold { MaxDelta = "0.005" } } }, [Value(0.4m)]).Threshold,
        Is.EqualTo("≤ 0.5 and ≤ baseline + 0.005"));

    [Test]
    public void A_missing_gate_is_named_by_its_kind()
    {
        var gate = GateOf(null) with { Gate = new GateReference { Kind = GateKind.ClusterModelGate, Name = "smoke" } };

        Assert.That(GateEvaluator.Evaluate(gate, null, GatePhase.Step, hasTraffic: true, null).Message, Does.StartWith("ClusterModelGate smoke did not exist"));
    }

    [Test]
    public void A_failure_that_is_tolerated_is_data() => Assert.That(
        Evaluate(Probe with { Count = 2, FailureLimit = 9, SampleDeadlineSeconds = 60 }, [.. Enumerable.Repeat(Outcome(MeasurementOutcome.Fail), 4)]).Verdict,
        Is.EqualTo(GateVerdict.Running));

    [Test]
    public void The_deadline_for_data_never_begins_before_the_initial_delay_is_over()
    {
        var spec = Latency with { Count = 2, InitialDelaySeconds = 120, SampleDeadlineSeconds = 60 };

        Assert.That(Evaluate(spec, [Value(0.2m), None], elapsedSeconds: 179).Verdict, Is.EqualTo(GateVerdict.Running));
        Assert.That(Evaluate(spec, [Value(0.2m), None], elapsedSeconds: 180).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
    }

    [Test]
    public void Errors_among_missing_data_are_not_taken_for_missing_data_alone()
    {
        var refused = Outcome(MeasurementOutcome.Error, "status 503");

        Assert.That(Evaluate(Latency with { OnNoData = NoDataMode.Pass }, [refused, refused, None], elapsedSeconds: 600).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
    }

    [Test]
    public void No_data_that_failed_a_gate_twice_did_not_mend_it() => Assert.That(
        Evaluate(Latency with { OnNoData = NoDataMode.Fail, SampleDeadlineSeconds = 60 }, [None, None, Value(0.2m), None, None]).Verdict,
        Is.EqualTo(GateVerdict.Failed));

    private static string? Broken(GateThreshold threshold) => Evaluate(Latency with { Threshold = threshold }, [Value(1)]).Message;
}
