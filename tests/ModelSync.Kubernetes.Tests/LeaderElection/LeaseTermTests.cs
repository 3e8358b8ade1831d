using ModelSync.Kubernetes.LeaderElection.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.LeaderElection.World;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>A term on a clock whose timers are late, as they are in a process that is starved.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LeaseTermTests : IDisposable
{
    private readonly LateTimers _clock = new();
    private readonly LeaseTerm _term;

    public LeaseTermTests()
    {
        var services = new RuntimeServices { TimeProvider = _clock };
        _term = new LeaseTerm(new LeaderContext(LeaseWorld.Options, new NamespacedName("system", "lease"), "a", services), epoch: 3, startedAt: 0);
    }

    public void Dispose() => _term.Dispose();

    [Test]
    public void IsCurrent_AtTheDeadline_IsFalseThoughNoTimerHasFired()
    {
        _clock.Time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.That(_term.IsCurrent);

        _clock.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.That(_term.IsCurrent, Is.False);
    }

    [Test]
    public void TryExtend_AfterTheDeadline_DoesNotBringTheTermBack()
    {
        _clock.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.That(_term.TryExtend(TimeSpan.FromSeconds(9).Ticks), Is.False);
        Assert.That(_term.IsCurrent, Is.False);
    }

    [Test]
    public void TryExtend_BeforeTheDeadline_CountsFromTheBeginningOfTheRenewal()
    {
        _clock.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(_term.TryExtend(TimeSpan.FromSeconds(5).Ticks));

        _clock.Time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.That(_term.IsCurrent);
        _clock.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(_term.IsCurrent, Is.False);
    }

    private sealed class LateTimers : TimeProvider
    {
        public ManualTimeProvider Time { get; } = new();

        public override long TimestampFrequency => Time.TimestampFrequency;

        public override long GetTimestamp() => Time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
