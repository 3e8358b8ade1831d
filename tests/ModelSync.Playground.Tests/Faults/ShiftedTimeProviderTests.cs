using ModelSync.Playground.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults;

internal sealed class ShiftedTimeProviderTests
{
    [Test]
    public void The_time_of_day_jumps_and_durations_go_on()
    {
        var time = new ManualTimeProvider();
        var shifted = new ShiftedTimeProvider(time);
        var began = shifted.GetTimestamp();
        var fired = 0;
        using var timer = shifted.CreateTimer(_ => fired++, state: null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        shifted.Shift = TimeSpan.FromDays(-3);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(shifted.GetUtcNow(), Is.EqualTo(time.GetUtcNow() - TimeSpan.FromDays(3)));
        Assert.That(shifted.GetElapsedTime(began), Is.EqualTo(TimeSpan.FromSeconds(9)));
        Assert.That(fired, Is.Zero);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(fired, Is.EqualTo(1));
    }
}
