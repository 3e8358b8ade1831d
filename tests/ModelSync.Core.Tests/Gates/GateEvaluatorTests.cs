using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using static ModelSync.Core.Tests.Gates.GateBench;

namespace ModelSync.Core.Tests.Gates;

public sealed class GateEvaluatorTests
{
    [Test]
    public void A_gate_that_did_not_exist_is_an_error_with_the_remedy()
    {
        var status = Evaluate(null, [], kept: "0.25");

        Assert.That(status, Is.EqualTo(new GateStatus
        {
            Name = "step-2/smoke",
            Verdict = GateVerdict.Error,
            Baseline = "0.25",
            Message = "ModelGate smoke did not exist when the rollout began: create it, then retry with a new spec.retryToken.",
        }));
    }

    [Test]
    public void A_traffic_gate_without_a_threshold_is_an_error_with_the_remedy()
    {
        Says(Evaluate(Latency with { Threshold = null }, [Value(1)]), GateVerdict.Error, GateMessages.NoThreshold);
    }

    [Test]
    public void A_threshold_that_is_no_number_is_an_error_that_names_it()
    {
        var threshold = new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "1,2" } };

        Says(
            Evaluate(Latency with { Threshold = threshold }, [Value(1)]),
            GateVerdict.Error,
            "threshold.relativeToStable.maxRatio is \"1,2\": write a decimal number such as \"0.95\" into the gate, then retry.");
    }

    [Test]
    public void A_run_that_has_not_begun_is_running()
    {
        var status = GateEvaluator.Evaluate(GateOf(Probe), run: null, GatePhase.Step, hasTraffic: false, keptBaseline: null);

        Says(status, GateVerdict.Running, "Nothing is measured yet.");
    }

    [Test]
    public void A_step_gate_passes_after_count_good_measurements()
    {
        var spec = Latency with { Count = 3 };

        Assert.Multiple(() =>
        {
            Says(Evaluate(spec, [Value(0.2m), Value(0.2m)]), GateVerdict.Running, "2 of 3 good measurements.");
            Says(Evaluate(spec, [Value(0.2m), Value(0.2m), Value(0.3m)]), GateVerdict.Passed, "0.3 is ≤ 0.3 (100 samples): 3 of 3 good measurements.");
        });
    }

    [Test]
    public void A_measurement_outside_the_limits_fails_with_value_limit_and_samples()
    {
        var status = Evaluate(Latency, [Value(0.42m, samples: 812)]);

        Assert.Multiple(() =>
        {
            Says(status, GateVerdict.Failed, "0.42 is not ≤ 0.3 (812 samples): 1 failed measurement, failureLimit tolerates 0.");
            Assert.That((status.Value, status.Threshold, status.Samples), Is.EqualTo(("0.42", "≤ 0.3", 812L)));
        });
    }

    [Test]
    public void Failed_measurements_up_to_the_limit_are_tolerated_and_count_for_nothing()
    {
        var spec = Latency with { Count = 2, FailureLimit = 1 };

        Assert.Multiple(() =>
        {
            Says(
                Evaluate(spec, [Value(0.2m), Value(0.5m)]),
                GateVerdict.Running,
                "0.5 is not ≤ 0.3 (100 samples), which is tolerated: 1 of 2 good measurements, 1 failed of 1 tolerated.");
            Expect(GateVerdict.Passed, Evaluate(spec, [Value(0.2m), Value(0.5m), Value(0.2m)]));
            Expect(GateVerdict.Failed, Evaluate(spec, [Value(0.5m), Value(0.2m), Value(0.5m)]));
        });
    }

    [Test]
    public void A_failure_stays_when_traffic_is_gone_and_good_measurements_follow()
    {
        Expect(GateVerdict.Failed, Evaluate(Latency, [Value(0.5m), Value(0.2m)], GatePhase.Progress, hasTraffic: false));
    }

    [Test]
    public void A_traffic_gate_without_traffic_is_not_applicable_and_keeps_the_baseline()
    {
        var status = Evaluate(Relative, [], GatePhase.Progress, hasTraffic: false, kept: "0.25", elapsedSeconds: 5000);

        Assert.That((status.Verdict, status.Baseline), Is.EqualTo((GateVerdict.NotApplicable, "0.25")));
    }

    [Test]
    public void A_synthetic_gate_needs_no_traffic()
    {
        Expect(GateVerdict.Passed, Evaluate(Probe, [Outcome(MeasurementOutcome.Pass)], hasTraffic: false));
    }

    [Test]
    public void A_synthetic_failure_tells_the_checks_own_words()
    {
        Says(
            Evaluate(Probe, [Outcome(MeasurementOutcome.Fail, "status 503.")]),
            GateVerdict.Failed,
            "The check failed (status 503): 1 failed measurement, failureLimit tolerates 0.");
    }

    [Test]
    public void Samples_that_are_not_counted_are_enough()
    {
        Expect(GateVerdict.Passed, Evaluate(Latency, [Value(0.2m, samples: null)]));
    }

    [Test]
    public void Too_few_samples_are_no_data_and_inconclusive_after_the_deadline()
    {
        GateMeasurement[] few = [Value(0.2m, samples: 3), Value(0.5m, samples: 3)];

        Assert.Multiple(() =>
        {
            Says(Evaluate(Latency, few), GateVerdict.Running, "3 samples where minSamples asks for 20, 0 of 1 good measurement.");
            Says(
                Evaluate(Latency, few, elapsedSeconds: 600),
                GateVerdict.Inconclusive,
                "3 samples where minSamples asks for 20 for 600 s. Promote to go on without it, or abort.");
        });
    }

    [TestCase(NoDataMode.Pass, GateVerdict.Passed)]
    [TestCase(NoDataMode.Fail, GateVerdict.Failed)]
    [TestCase(NoDataMode.Inconclusive, GateVerdict.Inconclusive)]
    public void No_data_for_too_long_leads_to_what_the_gate_says(NoDataMode mode, GateVerdict verdict)
    {
        var spec = Latency with { OnNoData = mode, SampleDeadlineSeconds = 60 };
        var none = Outcome(MeasurementOutcome.NoData);

        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Running, Evaluate(spec, [none, none]));
            Expect(verdict, Evaluate(spec, [none, none, none]));
            Expect(GateVerdict.Running, Evaluate(spec with { InitialDelaySeconds = 30 }, [none, none, none]));
        });
    }

    [TestCase(NoDataMode.Pass)]
    [TestCase(NoDataMode.Fail)]
    public void An_outage_is_never_taken_for_too_little_data(NoDataMode mode)
    {
        var spec = Latency with { OnNoData = mode, SampleDeadlineSeconds = 60, ErrorLimit = 10 };

        var none = Outcome(MeasurementOutcome.NoData);

        Expect(GateVerdict.Inconclusive, Evaluate(spec, [none, Outcome(MeasurementOutcome.Error), none]));
    }

    [Test]
    public void A_run_without_any_measurement_never_passes_on_no_data()
    {
        Expect(GateVerdict.Inconclusive, Evaluate(Latency with { OnNoData = NoDataMode.Pass }, [], elapsedSeconds: 600));
    }

    [Test]
    public void The_deadline_runs_from_the_last_data_so_that_a_long_gate_is_not_cut()
    {
        var spec = Latency with { Count = 100 };
        var measurements = Enumerable.Repeat(Value(0.2m), 50).ToArray();

        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Running, Evaluate(spec, measurements));
            Expect(GateVerdict.Inconclusive, Evaluate(spec, measurements, elapsedSeconds: (49 * 30) + 600));
        });
    }

    [Test]
    public void Errors_in_a_row_hold_until_it_can_be_measured_again()
    {
        var error = Outcome(MeasurementOutcome.Error, "connection refused");

        Assert.Multiple(() =>
        {
            Says(
                Evaluate(Latency, [error, error, error]),
                GateVerdict.Running,
                "It could not be measured (connection refused): 3 errors in a row, errorLimit tolerates 3.");
            Says(
                Evaluate(Latency, [error, error, error, error]),
                GateVerdict.Error,
                "It cannot be measured (connection refused): 4 errors in a row, errorLimit tolerates 3. It goes on trying.");
            Expect(GateVerdict.Passed, Evaluate(Latency, [error, error, error, error, Value(0.2m)]));
            Expect(GateVerdict.Running, Evaluate(Latency, [error, error, error, Outcome(MeasurementOutcome.NoData), error]));
        });
    }

    [Test]
    public void Errors_fail_the_gate_when_it_says_so_and_stay()
    {
        var spec = Latency with { OnError = GateErrorMode.Fail, ErrorLimit = 1 };
        var error = Outcome(MeasurementOutcome.Error);

        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Running, Evaluate(spec, [error]));
            Expect(GateVerdict.Failed, Evaluate(spec, [error, error]));
            Expect(GateVerdict.Failed, Evaluate(spec, [error, error, Value(0.2m)]));
        });
    }

    [Test]
    public void A_check_that_is_not_through_is_inconclusive_in_the_end_and_never_no_data()
    {
        var spec = Probe with { Type = GateType.Job, TimeoutSeconds = 3600, OnNoData = NoDataMode.Pass };
        var waiting = Outcome(MeasurementOutcome.Waiting);

        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Running, Evaluate(spec, [waiting], elapsedSeconds: 3599));
            Says(
                Evaluate(spec, [waiting], elapsedSeconds: 3600),
                GateVerdict.Inconclusive,
                "The check is not through after 3600 s. Promote to go on without it, or abort.");
        });
    }

    [Test]
    public void A_background_gate_passes_fails_at_once_and_runs_dry()
    {
        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Passed, Evaluate(Latency, [Value(0.2m)], GatePhase.Progress));
            Expect(GateVerdict.Failed, Evaluate(Latency, [Value(0.2m), Value(0.5m)], GatePhase.Progress));
            Expect(GateVerdict.Inconclusive, Evaluate(Latency, [Value(0.2m)], GatePhase.Progress, elapsedSeconds: 600));
            Expect(GateVerdict.Passed, Evaluate(Latency, [Value(0.2m)], GatePhase.Step, elapsedSeconds: 600));
        });
    }

    [Test]
    public void A_bake_is_conclusive_with_count_measurements_of_its_own()
    {
        var spec = Latency with { Count = 2 };

        Assert.Multiple(() =>
        {
            Expect(GateVerdict.Running, Evaluate(spec, [], GatePhase.Bake, elapsedSeconds: 599));
            Expect(GateVerdict.Running, Evaluate(spec, [Value(0.2m)], GatePhase.Bake));
            Expect(GateVerdict.Passed, Evaluate(spec, [Value(0.2m), Value(0.2m)], GatePhase.Bake));
            Expect(GateVerdict.Inconclusive, Evaluate(spec, [Value(0.2m)], GatePhase.Bake, elapsedSeconds: 600));
        });
    }

    [Test]
    public void A_dry_run_tells_what_it_would_say()
    {
        var gate = GateOf(Latency with { DryRun = true });
        var status = GateEvaluator.Evaluate(gate, Run([Value(0.5m)], GatePhase.Step), GatePhase.Step, hasTraffic: true, keptBaseline: null);

        Assert.Multiple(() =>
        {
            Assert.That(gate.IsDryRun, Is.True);
            Assert.That(GateOf(null).IsDryRun, Is.False);
            Says(status, GateVerdict.Failed, "Dry run, not acted on: 0.5 is not ≤ 0.3 (100 samples): 1 failed measurement, failureLimit tolerates 0.");
        });
    }

    [Test]
    public void Words_of_others_are_cut_to_the_limit_of_the_status()
    {
        var status = Evaluate(Probe, [Outcome(MeasurementOutcome.Fail, new string('x', 5000))]);

        Assert.That(status.Message, Has.Length.EqualTo(1024));
    }

    private static void Expect(GateVerdict verdict, GateStatus status) => Assert.That(status.Verdict, Is.EqualTo(verdict), status.Message);

    private static void Says(GateStatus status, GateVerdict verdict, string message) =>
        Assert.That((status.Verdict, status.Message), Is.EqualTo((verdict, message)));
}
