using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>
/// What the Lease says about its holder. A sign of life is a change of this, not of the resourceVersion: an annotation that somebody keeps changing must not
/// keep a dead leader in office.
/// </summary>
internal readonly record struct LeaseRecord(string Holder, int DurationSeconds, MicroTime? AcquireTime, MicroTime? RenewTime, int Transitions)
{
    /// <summary>Whether nobody holds it, because it was released.</summary>
    public bool IsFree => Holder.Length == 0;

    public static LeaseRecord Of(Lease lease)
    {
        var spec = lease.Spec;
        return new LeaseRecord(
            spec?.HolderIdentity ?? string.Empty, spec?.LeaseDurationSeconds ?? 0, spec?.AcquireTime, spec?.RenewTime, spec?.LeaseTransitions ?? 0);
    }

    /// <summary>The spec with this in it; fields that others put there stay.</summary>
    public LeaseSpec ApplyTo(LeaseSpec? spec) => (spec ?? new LeaseSpec()) with
    {
        HolderIdentity = Holder,
        LeaseDurationSeconds = DurationSeconds,
        AcquireTime = AcquireTime,
        RenewTime = RenewTime,
        LeaseTransitions = Transitions,
    };

    /// <summary>The same, renewed: always a change, also where the wall clock stands still.</summary>
    public LeaseRecord RenewedAt(DateTimeOffset now, int durationSeconds)
    {
        var time = new MicroTime(now);
        return this with { RenewTime = time == RenewTime ? new MicroTime(now.AddMicroseconds(1)) : time, DurationSeconds = durationSeconds };
    }

    /// <summary>The same, given up; the count of transitions stays, or two terms could share an epoch.</summary>
    public LeaseRecord Released(DateTimeOffset now) =>
        this with { Holder = string.Empty, DurationSeconds = 1, AcquireTime = new MicroTime(now), RenewTime = new MicroTime(now) };
}
