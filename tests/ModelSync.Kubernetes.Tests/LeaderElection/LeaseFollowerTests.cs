using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.LeaderElection.World;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>What may happen on another thread while a follower decides.</summary>
public sealed class LeaseFollowerTests
{
    private static readonly NamespacedName Key = new("system", "lease");

    // Two see a release. The other one is faster, and the watch tells of it in the middle of our claim: written on top of that, it would be taken over.
    [Test]
    public async Task A_lease_that_was_taken_after_the_claim_was_decided_is_not_taken_over()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var server = new LeaseServer();
        server.Create(new Lease { Metadata = new ObjectMeta { Name = "lease", Namespace = "system" }, Spec = new LeaseSpec { HolderIdentity = "", LeaseTransitions = 4 } });
        var clock = new IntrudedClock();
        using var view = new LeaseView(LeaseWorld.Options.LeaseDuration, clock);
        clock.Intrusion = () =>
        {
            server.Edit(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "b", LeaseTransitions = 5, LeaseDurationSeconds = 15 } });
            view.SeeEvent(server.Lease!, isDeleted: false);
        };
        var context = new LeaderContext(LeaseWorld.Options, Key, "a", new RuntimeServices { TimeProvider = clock });
        using var stop = new CancellationTokenSource();

        var acquiring = new LeaseFollower(context, new LeaseStore(new LeaseClient(server, new LeaseLink((_, _) => { })), Key), view).AcquireAsync(stop.Token);
        await stop.CancelAsync();

        Assert.That(await acquiring, Is.Null);
        Assert.That(clock.Intrusion, Is.Null, "nobody came in between");
        Assert.That(server.Lease!.Spec!.HolderIdentity, Is.EqualTo("b"));
    }

    /// <summary>A clock on which something happens, once, the moment somebody asks for the wall time: a claim does, before it is written.</summary>
    private sealed class IntrudedClock : TimeProvider
    {
        private readonly ManualTimeProvider _time = new();

        public Action? Intrusion { get; set; }

        public override long TimestampFrequency => _time.TimestampFrequency;

        public override long GetTimestamp() => _time.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            var intrusion = Intrusion;
            Intrusion = null;
            intrusion?.Invoke();
            return _time.GetUtcNow();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _time.CreateTimer(callback, state, dueTime, period);
    }
}
