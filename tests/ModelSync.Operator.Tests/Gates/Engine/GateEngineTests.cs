using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Tests.Gates.Engine;

[CancelAfter(60_000)]
internal sealed class GateEngineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task The_first_measurement_comes_after_the_initial_delay_and_then_one_each_interval(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(interval: 10, initialDelay: 30)));
        world.Time.Advance(29 * Second);
        Assert.That(world.Run("smoke").Measurements, Is.Empty);
        await world.AdvanceAsync(1, "smoke", 1, cancellationToken);
        await world.AdvanceAsync(10, "smoke", 2, cancellationToken);
        await world.AdvanceAsync(10, "smoke", 3, cancellationToken);
        Assert.That(world.Run("smoke").Measurements.Select(one => one.At.TotalSeconds), Is.EqualTo((double[])[30, 40, 50]));
        Assert.That(world.Run("smoke").Elapsed, Is.EqualTo(50 * Second));
    }

    [Test]
    public async Task What_is_due_after_more_than_the_longest_wait_of_the_timer_is_measured(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(initialDelay: 2 * 3600 + 1)));
        await world.AdvanceAsync(2 * 3600 + 1, "smoke", 1, cancellationToken);
        Assert.That(world.Run("smoke").Measurements[0].At, Is.EqualTo((2 * 3600 + 1) * Second));
    }

    // The timers of a runtime count whole milliseconds of another clock than timestamps do.
    [Test]
    public async Task A_timer_that_rings_a_moment_too_early_is_set_again(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good }, timers: static clock => new EarlyTimers(clock));
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(initialDelay: 30)));
        await world.AdvanceAsync(30, "smoke", 1, cancellationToken);
        await world.AdvanceAsync(10, "smoke", 2, cancellationToken);
    }

    [Test]
    public async Task What_is_asked_for_no_more_rests_and_its_time_stands_still(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        var (smoke, other) = (EngineFixture.Gate("smoke"), EngineFixture.Gate("other"));
        world.Want(smoke, other);
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        world.Time.Advance(4 * Second);
        world.Want(other);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(world.Run("smoke").Elapsed, Is.EqualTo(4 * Second));
        Assert.That(world.Run("smoke").Measurements, Has.Count.EqualTo(1));
        world.Want(smoke, other);
        world.Time.Advance(5 * Second);
        Assert.That(world.Run("smoke").Measurements, Has.Count.EqualTo(1), "only 9 s of its interval are over");
        await world.AdvanceAsync(1, "smoke", 2, cancellationToken);
        Assert.That(world.Run("smoke").Measurements[1].At, Is.EqualTo(10 * Second));
    }

    [Test]
    public async Task Another_epoch_forgets_what_was_measured_and_cleans_up(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        world.Want(EngineFixture.Gate("smoke", epoch: 1));
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        var first = world.Meters.Of("smoke");
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(initialDelay: 5), epoch: 2));
        Assert.That(world.Run("smoke").Measurements, Is.Empty);
        Assert.That(world.Run("smoke").Key.Epoch, Is.EqualTo(2));
        await world.Meters.UntilAsync(() => first.HasEnded, cancellationToken);
    }

    [Test]
    public async Task An_epoch_without_gates_forgets_those_of_before(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        world.Want(EngineFixture.Gate("smoke"));
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        world.Engine.Want(TestScenes.Rollout, [], TestScenes.Scene(epoch: 1));
        Assert.That(world.Run("smoke").Measurements, Has.Count.EqualTo(1), "it only rests");
        world.Engine.Want(TestScenes.Rollout, [], TestScenes.Scene(epoch: 2));
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout), Is.Empty);
    }

    [Test]
    public async Task A_run_of_another_candidate_under_the_same_key_starts_anew(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        var gate = EngineFixture.Gate("smoke", EngineFixture.Spec(initialDelay: 1));
        world.Want(gate);
        await world.AdvanceAsync(1, "smoke", 1, cancellationToken);
        world.Want(gate with { Candidate = "another000" });
        Assert.That(world.Run("smoke").Measurements, Is.Empty);
    }

    [Test]
    public async Task A_deleted_rollout_is_forgotten_and_what_was_under_way_is_ended(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters());
        world.Want(EngineFixture.Gate("smoke"));
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 1, cancellationToken);
        world.Engine.Forget(TestScenes.Rollout);
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 0 && world.Meters.Of("smoke").HasEnded, cancellationToken);
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout), Is.Empty);
    }

    [Test]
    public async Task A_measurement_that_was_under_way_when_its_gate_began_to_rest_does_not_count(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters());
        var gate = EngineFixture.Gate("smoke");
        world.Want(gate);
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 1, cancellationToken);
        world.Want();
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 0, cancellationToken);
        world.Want(gate);
        await world.Meters.UntilAsync(() => world.Meters.Of("smoke").Measured == 2, cancellationToken);
        Assert.That(world.Run("smoke").Measurements, Is.Empty);
    }

    [Test]
    public async Task A_measurement_that_takes_too_long_is_an_error_or_what_its_meter_says([Values] bool isFailure, CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { OnTimeout = isFailure ? MeasurementOutcome.Fail : MeasurementOutcome.Error });
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(timeout: 5)));
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 1, cancellationToken);
        await world.AdvanceAsync(5, "smoke", 1, cancellationToken);
        var measurement = world.Run("smoke").Measurements[0];
        Assert.That(measurement.Outcome, Is.EqualTo(isFailure ? MeasurementOutcome.Fail : MeasurementOutcome.Error));
        Assert.That(measurement.Message, Does.Contain("timeoutSeconds"));
    }

    [Test]
    public async Task A_meter_that_throws_gives_an_error_without_the_words_of_the_exception(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => throw new InvalidOperationException("token=secret") });
        world.Want(EngineFixture.Gate("smoke"));
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        Assert.That(world.Run("smoke").Measurements[0].Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(world.Run("smoke").Measurements[0].Message, Does.Not.Contain("secret"));
        await world.AdvanceAsync(10, "smoke", 2, cancellationToken);
    }

    [Test]
    public async Task The_rollout_is_woken_when_the_verdict_changes_and_not_for_each_number(CancellationToken cancellationToken)
    {
        var readings = new Queue<GateReading>([EngineFixture.Good, EngineFixture.Good, EngineFixture.Good, GateReading.Fail("no"), GateReading.Fail("no")]);
        await using var world = new EngineFixture(new FakeMeters { Reads = readings.Dequeue });
        world.Want(EngineFixture.Gate("smoke", EngineFixture.Spec(count: 2)));
        await world.WokenAsync(cancellationToken);
        await world.AdvanceAsync(10, "smoke", 2, cancellationToken);
        await world.WokenAsync(cancellationToken);
        await world.AdvanceAsync(10, "smoke", 3, cancellationToken);
        await world.AdvanceAsync(10, "smoke", 4, cancellationToken);
        await world.WokenAsync(cancellationToken);
        Assert.That(world.Run("smoke").Measurements, Has.Count.EqualTo(4), "the third good one changed nothing and woke nobody");
    }

    [Test]
    public async Task A_meter_that_compares_with_before_looks_once_at_the_window_before(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good, Lead = 60 * Second });
        world.Want(EngineFixture.Gate("rate", EngineFixture.Spec(interval: 300, initialDelay: 100)));
        var meter = world.Meters.Of("rate");
        world.Time.Advance(39 * Second);
        Assert.That(meter.Looks, Is.Zero);
        world.Time.Advance(Second);
        await world.Meters.UntilAsync(() => meter.Looks == 1, cancellationToken);
        await world.Time.WaitForTimerDueInAsync(60 * Second, cancellationToken);
        await world.AdvanceAsync(60, "rate", 1, cancellationToken);
        await world.Time.WaitForTimerDueInAsync(240 * Second, cancellationToken);
        world.Time.Advance(240 * Second);
        await world.Meters.UntilAsync(() => meter.Looks == 2, cancellationToken);
        await world.Time.WaitForTimerDueInAsync(60 * Second, cancellationToken);
        await world.AdvanceAsync(60, "rate", 2, cancellationToken);
        Assert.That(world.Run("rate").Measurements.Select(one => one.At.TotalSeconds), Is.EqualTo((double[])[100, 400]));
    }

    [Test]
    public async Task A_reading_may_ask_for_another_look_before_the_interval_is_over(CancellationToken cancellationToken)
    {
        var readings = new Queue<GateReading>([GateReading.Waiting("runs") with { AgainAfter = 2 * Second }, EngineFixture.Good]);
        await using var world = new EngineFixture(new FakeMeters { Reads = readings.Dequeue });
        world.Want(EngineFixture.Gate("job", EngineFixture.Spec(interval: 30)));
        await world.MeasuredAsync("job", 1, cancellationToken);
        await world.AdvanceAsync(2, "job", 2, cancellationToken);
        Assert.That(world.Run("job").Measurements[1].Outcome, Is.EqualTo(MeasurementOutcome.Pass));
    }

    [Test]
    public async Task A_gate_that_did_not_exist_is_not_measured(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        var missing = EngineFixture.Gate("gone");
        world.Want(missing with { Gate = missing.Gate with { Spec = null } }, EngineFixture.Gate("smoke"));
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout).Select(run => run.Key.Gate), Is.EqualTo((string[])["smoke"]));
    }

    [Test]
    public async Task The_end_of_the_engine_ends_what_is_under_way_and_cleans_nothing_up(CancellationToken cancellationToken)
    {
        var world = new EngineFixture(new FakeMeters());
        world.Want(EngineFixture.Gate("job"));
        await world.Meters.UntilAsync(() => world.Meters.Running.Count == 1, cancellationToken);
        await world.DisposeAsync();
        Assert.That(world.Meters.Running, Is.Empty);
        Assert.That(world.Meters.Of("job").HasEnded, Is.False, "the next process finds the Job");
        world.Want(EngineFixture.Gate("late"));
        Assert.That(world.Meters.Meters, Has.Count.EqualTo(1));
        await world.DisposeAsync();
    }
}
