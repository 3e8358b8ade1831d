using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts;

public sealed class ElapsedClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly RolloutTimer Step = new(RolloutTimerKind.Step, "local", Noon);
    private static readonly RolloutTimer Bake = new(RolloutTimerKind.Bake, "local", Noon);

    [Test]
    public void Observe_without_jumps_is_the_time_since_the_start()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon, Seconds(1000)).Next;

        Assert.That(clock.Observe([Step], Noon.AddSeconds(90), Seconds(1090)).Times.Of(Step), Is.EqualTo(Seconds(90)));
    }

    [Test]
    public void Observe_after_a_restart_takes_over_what_the_wall_clock_says()
    {
        var times = ElapsedClock.New.Observe([Step], Noon.AddSeconds(90), Seconds(0)).Times;

        Assert.That(times.Of(Step), Is.EqualTo(Seconds(90)));
    }

    [Test]
    public void Two_steps_that_begin_in_the_same_second_wait_each_for_themselves()
    {
        var part = new ClusterRolloutStatus { Name = "local", Step = 1, StepStartedAt = Noon, DeadlineStartedAt = Noon };
        RolloutTimer[] first = [RolloutTimers.Step(part)!.Value, RolloutTimers.Deadline(part)!.Value];
        RolloutTimer[] second = [RolloutTimers.Step(part with { Step = 2 })!.Value, RolloutTimers.Deadline(part with { Step = 2 })!.Value];
        var clock = ElapsedClock.New.Observe(first, Noon.AddSeconds(-0.9), Seconds(0)).Next;
        clock = clock.Observe([.. first, .. second], Noon.AddSeconds(-0.1), Seconds(0.8)).Next;

        var times = clock.Observe(second, Noon.AddSeconds(18.1), Seconds(19)).Times;

        Assert.That(second.Select(times.Of), Is.All.LessThanOrEqualTo(Seconds(18.2)));
    }

    [Test]
    public void Observe_after_a_jump_forward_counts_only_what_really_passed()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon.AddSeconds(10), Seconds(0)).Next;

        Assert.That(clock.Observe([Step], Noon.AddHours(5), Seconds(7)).Times.Of(Step), Is.EqualTo(Seconds(17)));
    }

    [Test]
    public void Observe_after_a_jump_back_never_waits_longer_than_since_it_was_first_seen()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon.AddSeconds(60), Seconds(0)).Next;

        Assert.Multiple(() =>
        {
            Assert.That(clock.Observe([Step], Noon.AddSeconds(20), Seconds(5)).Times.Of(Step), Is.EqualTo(Seconds(20)));
            Assert.That(clock.Observe([Step], Noon.AddSeconds(-20), Seconds(5)).Times.Of(Step), Is.EqualTo(Seconds(5)));
            Assert.That(clock.Observe([Step], Noon.AddHours(-2), Seconds(90)).Times.Of(Step), Is.EqualTo(Seconds(90)));
        });
    }

    [Test]
    public void Observe_of_a_start_by_a_clock_that_is_behind_believes_no_more_than_since_the_last_look()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon, Seconds(100)).Next;
        var later = Step with { Kind = RolloutTimerKind.Deadline, StartedAt = Noon.AddHours(-2) };

        var (times, next) = clock.Observe([Step, later], Noon.AddSeconds(3), Seconds(103));

        Assert.That(times.Of(later), Is.EqualTo(Seconds(3)));
        Assert.That(next.Observe([later], Noon.AddSeconds(10), Seconds(110)).Times.Of(later), Is.EqualTo(Seconds(10)));
    }

    [Test]
    public void Observe_of_a_start_by_a_clock_that_is_ahead_counts_from_the_first_sight()
    {
        var ahead = Step with { StartedAt = Noon.AddHours(2) };
        var clock = ElapsedClock.New.Observe([ahead], Noon, Seconds(0)).Next;

        Assert.That(clock.Observe([ahead], Noon.AddSeconds(60), Seconds(60)).Times.Of(ahead), Is.EqualTo(Seconds(60)));
    }

    [Test]
    public void Observe_of_a_start_in_the_future_begins_at_zero()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon.AddSeconds(-30), Seconds(0)).Next;

        Assert.That(clock.Observe([Step], Noon.AddHours(1), Seconds(3)).Times.Of(Step), Is.EqualTo(Seconds(3)));
    }

    [Test]
    public void Observe_forgets_what_is_not_mentioned()
    {
        var both = ElapsedClock.New.Observe([Step, Bake, Step], Noon, Seconds(0)).Next;
        var one = both.Observe([Step], Noon.AddSeconds(1), Seconds(1)).Next;

        Assert.Multiple(() =>
        {
            Assert.That(both.Count, Is.EqualTo(2));
            Assert.That(one.Count, Is.EqualTo(1));
            Assert.That(one.Observe([Bake], Noon.AddSeconds(50), Seconds(2)).Times.Of(Bake), Is.EqualTo(Seconds(1)), "seen anew: it cannot have begun before the look that did not find it");
        });
    }

    [Test]
    public void Observe_of_a_timer_that_began_anew_is_another_timer()
    {
        var clock = ElapsedClock.New.Observe([Step], Noon, Seconds(0)).Next;
        var again = Step with { StartedAt = Noon.AddSeconds(40) };

        Assert.That(clock.Observe([again], Noon.AddSeconds(50), Seconds(50)).Times.Of(again), Is.EqualTo(Seconds(10)));
    }

    [Test]
    public void Timers_of_a_status_are_found_by_the_keys_of_the_planner()
    {
        var status = new ModelRolloutStatus
        {
            Wave = new WaveStatus { Name = "eu", SoakStartedAt = Noon.AddSeconds(1) },
            Pause = new PauseStatus { Since = Noon.AddSeconds(2) },
            Clusters =
            [
                new ClusterRolloutStatus
                {
                    Name = "a",
                    StepStartedAt = Noon.AddSeconds(3),
                    DeadlineStartedAt = Noon.AddSeconds(4),
                    BakeStartedAt = Noon.AddSeconds(5),
                    ReturnStartedAt = Noon,
                    LostSince = Noon.AddSeconds(6),
                    Retiring = [new RetiringRevision { Revision = "1a2b3c4d5e", Since = Noon.AddSeconds(7) }],
                },
                new ClusterRolloutStatus { Name = "b" },
            ],
        };

        Assert.That(RolloutTimers.Of(status), Is.EquivalentTo(new RolloutTimer[]
        {
            new(RolloutTimerKind.Return, "a", Noon),
            new(RolloutTimerKind.Soak, "eu", Noon.AddSeconds(1)),
            new(RolloutTimerKind.Pause, null, Noon.AddSeconds(2)),
            new(RolloutTimerKind.Step, "a", Noon.AddSeconds(3)),
            new(RolloutTimerKind.Deadline, "a", Noon.AddSeconds(4)),
            new(RolloutTimerKind.Bake, "a", Noon.AddSeconds(5)),
            new(RolloutTimerKind.Lost, "a", Noon.AddSeconds(6)),
            new(RolloutTimerKind.Retiring, "a/1a2b3c4d5e", Noon.AddSeconds(7)),
        }));
    }

    [Test]
    public void Timers_of_no_status_are_none()
    {
        Assert.Multiple(() =>
        {
            Assert.That(RolloutTimers.Of(null), Is.Empty);
            Assert.That(RolloutTimers.Of(new ModelRolloutStatus()), Is.Empty);
        });
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
