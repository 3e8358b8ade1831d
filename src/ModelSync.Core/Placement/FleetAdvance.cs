using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The way forward: who of the wave under way may begin, and how far those that have begun may go.</summary>
/// <remarks>
/// At most maxConcurrency clusters are in motion at once. With lockstep they move in batches: a cluster begins a step when all others in
/// motion have passed the one before, and new clusters join while the batch is at its first step, or when it is over. Without lockstep
/// each cluster goes its own way and another begins as soon as there is room.
/// </remarks>
internal sealed class FleetAdvance
{
    private readonly Fleet _fleet;
    private readonly FleetFailures _failures;
    private readonly WaveGate _gate;
    private readonly Dictionary<ClusterName, int> _moving = [];

    // Those furthest behind: with lockstep each waits for the others, so the two least positions tell all.
    private (ClusterName? Last, int Least, int Second) _behind = (null, int.MaxValue, int.MaxValue);

    private FleetAdvance(Fleet fleet, FleetFailures failures)
    {
        _fleet = fleet;
        _failures = failures;
        _gate = WaveGate.Of(fleet, failures);
    }

    public static FleetPlan Plan(Fleet fleet, FleetFailures failures)
    {
        var advance = new FleetAdvance(fleet, failures);
        advance.Admit();
        return advance.Plan();
    }

    /// <summary>What becomes of a cluster that the placement selects no more is the planner's; nothing rises there.</summary>
    public static ClusterMandate Leave(FleetMember member) => member.HasCandidate
        ? new MustHold(member.Name, member.WaveName, FleetMessages.NotSelected)
        : new MustWait(member.Name, member.WaveName, FleetMessages.NotSelected);

    private FleetPlan Plan()
    {
        var leftOut = _fleet.Members.Where(member => _fleet.IsLeftOut(member) || _failures.IsOut(member));
        var isLost = _gate.Freeze?.Reason is FleetReasons.ClusterUnreachable && _fleet.Members.Any(IsPastDeadline);
        return new FleetPlan
        {
            Mandates = [.. _fleet.Members.Select(MandateOf), .. _fleet.Leaving.Select(Leave)],
            Wave = _fleet.Waves.DeclaredCount == 0 ? null : _gate.Wave,
            IsComplete = _gate.IsComplete,
            Waiting = _gate.Waiting,
            Halted = isLost ? _gate.Freeze : null,
            Failed = _failures.All,
            LeftOut = [.. leftOut.Select(static member => member.Name)],
            Events = _gate.Events,
            RequeueAfter = Sooner(_gate.SoakRemaining, _failures.NextLoss),
        };
    }

    private bool IsPastDeadline(FleetMember member) => FleetFailures.RemainingUntilLost(_fleet, member) is { } left && left <= TimeSpan.Zero;

    private ClusterMandate MandateOf(FleetMember member)
    {
        if (member.WentBack || (_failures.Of(member) is not null && member.HasCandidate))
        {
            return new MustReturn(member.Name, member.WaveName);
        }

        if (member.Stage is ClusterStage.Promoted)
        {
            return new MayAdvance(member.Name, member.WaveName, _fleet.Everything);
        }

        if (member.HasCandidate && _gate.Freeze is { } freeze)
        {
            return new MustHold(member.Name, member.WaveName, freeze);
        }

        return _moving.ContainsKey(member.Name) ? new MayAdvance(member.Name, member.WaveName, ThroughStep(member)) : Wait(member);
    }

    private MustWait Wait(FleetMember member)
    {
        var why = _failures.Of(member) is { } failure ? FleetMessages.Failed(failure)
            : _fleet.IsLeftOut(member) ? FleetMessages.LeftOut
            : _gate.Freeze is { } freeze ? freeze
            : Fleet.WaveOf(member, _gate.Index) > _gate.Index ? FleetMessages.WaitingForWave(_gate.Wave.Name)
            : _gate.Waiting ?? FleetMessages.WaitingForTurn(_gate.Wave.Name);
        return new MustWait(member.Name, member.WaveName, why);
    }

    /// <summary>The last step that a cluster may begin: all others in motion have passed those before it.</summary>
    private int ThroughStep(FleetMember member)
    {
        var others = member.Name == _behind.Last ? _behind.Second : _behind.Least;
        return _fleet.IsLockstep ? Math.Min(_fleet.Everything, others) : _fleet.Everything;
    }

    private void Admit()
    {
        var inMotion = 0;
        foreach (var member in _fleet.Members)
        {
            inMotion += member.IsInMotion ? 1 : 0;
            if (member.IsInMotion && !member.WentBack && _failures.Of(member) is null)
            {
                Move(member, member.Position(_fleet.Input.StepCount) + (_fleet.Input.Passed.Contains(member.Name) ? 1 : 0));
            }
        }

        if (!_gate.IsUnderWay || _gate.Freeze is not null || (_fleet.IsLockstep && _moving.Values.Any(static position => position > 0)))
        {
            return;
        }

        var room = Math.Max(1, _fleet.Waves[_gate.Index].MaxConcurrency ?? int.MaxValue) - inMotion;
        foreach (var member in _fleet.Members.Where(MayBegin).Take(Math.Max(0, room)))
        {
            Move(member, position: 0);
        }
    }

    private void Move(FleetMember member, int position)
    {
        _moving[member.Name] = position;
        _behind = position < _behind.Least ? (member.Name, position, _behind.Least)
            : _behind with { Second = Math.Min(_behind.Second, position) };
    }

    private bool MayBegin(FleetMember member) =>
        !member.HasBegun && _failures.Of(member) is null && !_fleet.IsLeftOut(member) && Fleet.WaveOf(member, _gate.Index) == _gate.Index;

    private static TimeSpan? Sooner(TimeSpan? left, TimeSpan? right) => left is { } one && right is { } other ? (one < other ? one : other) : left ?? right;
}
