using FsCheck;
using FsCheck.Fluent;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts;

public sealed class ClockProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What happens to a process: time passes, and before it the wall clock may jump or the process may start again.</summary>
    public sealed record Moment(int PassedMilliseconds, int JumpSeconds, bool IsRestart);

    public static class Moments
    {
        public static Arbitrary<Moment> Moment() => (
            from passed in Gen.Choose(0, 90_000)
            from jump in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-100_000, 100_000)))
            from restart in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Moment(passed, jump, restart)).ToArbitrary();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Moments)], MaxTest = 1000)]
    public bool A_jump_while_a_process_runs_never_makes_more_time_than_passed(Moment[] story, PositiveInt startMilliseconds)
    {
        var world = new World(startMilliseconds.Get);
        foreach (var moment in story)
        {
            world.Pass(moment.PassedMilliseconds);
            world.Jump(moment.JumpSeconds);
            if (world.Observe() > world.Passed)
            {
                return false;
            }
        }

        return true;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Moments)], MaxTest = 1000)]
    public bool A_restart_adds_at_most_the_jumps_that_the_wall_clock_shows_then(Moment[] story, PositiveInt startMilliseconds)
    {
        var world = new World(startMilliseconds.Get);
        var allowed = TimeSpan.Zero;
        foreach (var moment in story)
        {
            world.Pass(moment.PassedMilliseconds);
            world.Jump(moment.JumpSeconds);
            if (moment.IsRestart)
            {
                world.Restart();
                allowed = world.NetJump > TimeSpan.Zero ? world.NetJump : TimeSpan.Zero;
            }

            if (world.Observe() > world.Passed + allowed)
            {
                return false;
            }
        }

        return true;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Moments)], MaxTest = 1000)]
    public bool Without_jumps_a_wait_is_never_more_than_a_second_too_long(Moment[] story, PositiveInt startMilliseconds)
    {
        var world = new World(startMilliseconds.Get);
        foreach (var moment in story)
        {
            world.Pass(moment.PassedMilliseconds);
            if (moment.IsRestart)
            {
                world.Restart();
            }

            var elapsed = world.Observe();
            if (elapsed > world.Passed || elapsed + TimeSpan.FromSeconds(1) <= world.Passed)
            {
                return false;
            }
        }

        return true;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Moments)], MaxTest = 1000)]
    public bool Steady_time_never_runs_ahead_and_follows_the_wall_clock_back(Moment[] story)
    {
        var world = new World(0);
        var steady = new SteadyTime(world.Wall, world.Monotonic);
        foreach (var moment in story)
        {
            world.Pass(moment.PassedMilliseconds);
            world.Jump(moment.JumpSeconds);
            var now = steady.Now(world.Wall, world.Monotonic);
            if (now > Noon + world.Passed || now > world.Wall || (world.NetJump == TimeSpan.Zero && now != world.Wall))
            {
                return false;
            }
        }

        return true;
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool A_stamp_is_the_next_whole_second(PositiveInt ticks)
    {
        var now = Noon.AddTicks(ticks.Get * 7919L);
        var stamp = Stamp.Of(now.ToOffset(TimeSpan.FromHours(-3))).ToDateTimeOffset();
        return stamp >= now && stamp - now < TimeSpan.FromSeconds(1) && stamp.Ticks % TimeSpan.TicksPerSecond == 0;
    }

    [Test]
    public void A_stamp_of_a_whole_second_is_that_second_and_the_end_of_time_is_no_error()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Stamp.Of(Noon).ToDateTimeOffset(), Is.EqualTo(Noon));
            Assert.That(() => Stamp.Of(DateTimeOffset.MaxValue), Throws.Nothing);
        });
    }

    /// <summary>A wall clock that jumps, a monotonic clock that does not, and a timer that was stamped and observed when it began.</summary>
    private sealed class World
    {
        private readonly RolloutTimer _timer;
        private ElapsedClock _clock = ElapsedClock.New;
        private TimeSpan _bootedAt;

        public World(int startMilliseconds)
        {
            Wall = Noon.AddMilliseconds(startMilliseconds);
            _timer = new RolloutTimer(RolloutTimerKind.Step, "local", Stamp.Of(Wall));
            Observe();
        }

        public DateTimeOffset Wall { get; private set; }

        public TimeSpan Passed { get; private set; }

        public TimeSpan NetJump { get; private set; }

        public TimeSpan Monotonic => Passed - _bootedAt;

        public void Pass(int milliseconds)
        {
            Passed += TimeSpan.FromMilliseconds(milliseconds);
            Wall = Wall.AddMilliseconds(milliseconds);
        }

        public void Jump(int seconds)
        {
            NetJump += TimeSpan.FromSeconds(seconds);
            Wall = Wall.AddSeconds(seconds);
        }

        public void Restart()
        {
            _bootedAt = Passed;
            _clock = ElapsedClock.New;
        }

        public TimeSpan Observe()
        {
            var (times, next) = _clock.Observe([_timer], Wall, Monotonic);
            _clock = next;
            return times.Of(_timer);
        }
    }
}
