using System.Runtime.InteropServices;
using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Knows when each wait really began: with the decision that first had it, and not with the time that stands in the status. A process that goes on with the
/// wait of another one can be held to that as long as its wall clock was not ahead of the other's when it first saw the wait; else a jump between the two
/// cannot be told from time.
/// </summary>
internal sealed class WaitLedger : Witness
{
    private readonly Dictionary<int, Known> _processes = [];
    private readonly Dictionary<Wait, Beginning> _begun = [];

    /// <inheritdoc />
    public override void Decided(Decided decided)
    {
        if (!_processes.TryGetValue(decided.Process.Number, out var known))
        {
            _processes[decided.Process.Number] = known = new Known();
        }

        var status = decided.Snapshot.Rollout.Status;
        if (!decided.ChangesStatus && ReferenceEquals(known.Looked, status))
        {
            return;
        }

        // As ElapsedClock does it: what is not mentioned any more is forgotten.
        var former = known.Written is { } written ? Wait.Of(written).ToHashSet() : null;
        var since = new Dictionary<Wait, long?>();
        foreach (var wait in Wait.Of(status))
        {
            since[wait] = known.Since.TryGetValue(wait, out var at) && former?.Contains(wait) != false ? at : Joined(decided, wait);
        }

        foreach (var wait in decided.ChangesStatus ? Wait.Of(decided.Decision.Status) : [])
        {
            if (!since.ContainsKey(wait))
            {
                since[wait] = known.Since.TryGetValue(wait, out var at) && former?.Contains(wait) != false ? at : Began(decided, wait);
            }
        }

        (known.Since, known.Written, known.Looked) = (since, null, decided.ChangesStatus ? null : status);
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (_processes.TryGetValue(decided.Process.Number, out var known))
        {
            known.Written = after.Status;
        }
    }

    /// <summary>For how many milliseconds a wait had really gone on when this was decided; null when that says nothing.</summary>
    public long? Passed(Decided decided, Wait? wait) =>
        wait is { } asked && _processes.TryGetValue(decided.Process.Number, out var known) && known.Since.TryGetValue(asked, out var since) ? decided.At - since : null;

    private long? Began(Decided decided, Wait wait)
    {
        var offset = decided.Process.WallOffset;
        _begun[wait] = _begun.TryGetValue(wait, out var other)
            ? new Beginning(Math.Min(other.At, decided.At), Math.Min(other.WallOffset, offset))
            : new Beginning(decided.At, offset);
        return decided.At;
    }

    private long? Joined(Decided decided, Wait wait) =>
        _begun.TryGetValue(wait, out var beginning) && decided.Process.WallOffset <= beginning.WallOffset ? beginning.At : null;

    private sealed class Known
    {
        public Dictionary<Wait, long?> Since { get; set; } = [];

        public ModelRolloutStatus? Written { get; set; }

        public ModelRolloutStatus? Looked { get; set; }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Beginning(long At, long WallOffset);
}
