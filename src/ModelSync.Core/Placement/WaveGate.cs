using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Placement;

/// <summary>Leads from wave to wave: which one may be under way now, and what it waits for.</summary>
/// <remarks>
/// <code>
///            nothing in the way,               every cluster has        soakSeconds over
///            approved where required           baked and answers        without a loss
/// waiting ──────────────────────► under way ──────────────────► soaking ───────────► waiting (the next wave) or complete
///                                  │  ▲  ▲                        │
///               a cluster is lost  ▼  │  └── lost, or a new one ──┘
///                                frozen (the soak begins again)
/// </code>
/// </remarks>
internal sealed class WaveGate
{
    private readonly Fleet _fleet;
    private readonly FleetFailures _failures;
    private readonly List<RolloutEvent> _events = [];

    private WaveGate(Fleet fleet, FleetFailures failures)
    {
        _fleet = fleet;
        _failures = failures;
        Wave = fleet.Wave;
        IsUnderWay = fleet.IsUnderWay;
    }

    /// <summary>The wave from now on.</summary>
    public WaveStatus Wave { get; private set; }

    public int Index => Wave.Index ?? 0;

    /// <summary>Whether its clusters may begin.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Why the wave is frozen; null when it is not.</summary>
    public Impediment? Freeze { get; private set; }

    /// <summary>What everything waits for; null while clusters of the wave move or may.</summary>
    public Impediment? Waiting { get; private set; }

    /// <summary>How long the soak goes on; null when none does.</summary>
    public TimeSpan? SoakRemaining { get; private set; }

    public bool IsComplete { get; private set; }

    public IReadOnlyList<RolloutEvent> Events => _events;

    public static WaveGate Of(Fleet fleet, FleetFailures failures)
    {
        var gate = new WaveGate(fleet, failures);
        gate.TakeApproval();
        while (gate.IsThrough())
        {
            if (gate.Index + 1 >= gate.Wave.Count)
            {
                gate.Complete();
                break;
            }

            var next = gate.Index + 1;
            gate.IsUnderWay = false;
            gate.Wave = new WaveStatus { Name = fleet.Waves[next].Name, Index = next, Count = gate.Wave.Count, ApprovedThrough = gate.Wave.ApprovedThrough };
        }

        return gate;
    }

    /// <summary>A promote counts only for a wave that was already seen to wait, never for one that comes to wait in this decision.</summary>
    private void TakeApproval()
    {
        if (_fleet.Input.IsApproved && _fleet.Input.Wave is { } seen && Text.Same(seen.Name, Wave.Name) && !IsUnderWay && !IsApproved())
        {
            Wave = Wave with { ApprovedThrough = Index };
            _events.Add(new RolloutEvent(IsWarning: false, RolloutEventReasons.WaveApproved, $"{FleetMessages.Wave(Wave.Name)} is approved."));
        }
    }

    private bool IsApproved() => _fleet.Waves[Index].Approval is not WaveApproval.Required || Wave.ApprovedThrough >= Index;

    /// <summary>Starts the wave if it may, and says whether it is over: baked everywhere and soaked.</summary>
    private bool IsThrough()
    {
        if (!IsUnderWay)
        {
            Waiting = WhyNotStart();
            if (Waiting is not null)
            {
                return false;
            }

            Start();
        }

        Wave = Wave with { StartedAt = Wave.StartedAt ?? _fleet.Input.Now };
        var active = _fleet.Members.Where(IsActive).ToList();
        Freeze = ObstacleOf(active);
        Waiting = Freeze ?? (active.Count > 0 || _fleet.HasMembers(Index) ? null : FleetMessages.EmptyWave(Wave.Name));
        if (Waiting is not null || !active.TrueForAll(IsSettled))
        {
            Wave = Wave with { SoakStartedAt = null };
            return false;
        }

        return HasSoaked(active);
    }

    private bool IsActive(FleetMember member) => Fleet.WaveOf(member, Index) == Index && !_fleet.IsLeftOut(member) && !_failures.IsOut(member);

    private bool IsSettled(FleetMember member) => member.Stage is ClusterStage.Promoted && _failures.Of(member) is null;

    private Impediment? WhyNotStart()
    {
        if (_fleet.Waves.Error is { } error)
        {
            return error;
        }

        for (var i = Index; i < Wave.Count; i++)
        {
            if (!_fleet.HasMembers(i))
            {
                return FleetMessages.EmptyWave(_fleet.Waves[i].Name);
            }
        }

        var involved = _fleet.Members.Where(member => Fleet.WaveOf(member, Index) <= Index && !_fleet.IsLeftOut(member) && !_failures.IsOut(member)).ToList();
        return ObstacleOf(involved) ?? (IsApproved() ? null : FleetMessages.AwaitingApproval(Wave.Name));
    }

    private void Start()
    {
        IsUnderWay = true;
        if (_fleet.Waves.DeclaredCount == 0)
        {
            return;
        }

        var members = _fleet.Members.Where(IsActive).ToList();
        var leftOut = _fleet.Members.Where(member => Fleet.WaveOf(member, Index) == Index && _fleet.IsLeftOut(member)).ToList();
        var without = leftOut.Count == 0 ? string.Empty : $" without {FleetMessages.Names(leftOut)}, which cannot be reached";
        var with = members.Count == 0 ? string.Empty : $": {FleetMessages.Names(members)}{(leftOut.Count == 0 ? string.Empty : ",")}";
        _events.Add(new RolloutEvent(leftOut.Count > 0, RolloutEventReasons.WaveStarted, $"{FleetMessages.Wave(Wave.Name)} starts{with}{without}."));
    }

    private static Impediment? ObstacleOf(List<FleetMember> members)
    {
        var unreachable = members.FindAll(static member => member.IsUnreachable);
        return unreachable.Count > 0
            ? FleetMessages.Unreachable(unreachable)
            : members.Find(static member => member.Observed.WritesRefused is not null)?.Observed.WritesRefused;
    }

    /// <summary>Whether the clusters stayed healthy for long enough; a wave of clusters that were all left out has nothing to soak.</summary>
    private bool HasSoaked(List<FleetMember> active)
    {
        var soak = TimeSpan.FromSeconds(_fleet.Waves[Index].SoakSeconds ?? 0);
        if (active.Count == 0 || soak <= TimeSpan.Zero)
        {
            return true;
        }

        var startedAt = Wave.SoakStartedAt ?? Stamp.Of(_fleet.Input.Now);
        var elapsed = Wave.SoakStartedAt is null ? TimeSpan.Zero : _fleet.Input.Elapsed.Of(new RolloutTimer(RolloutTimerKind.Soak, Wave.Name, startedAt));
        Wave = Wave with { SoakStartedAt = startedAt };
        if (elapsed >= soak)
        {
            return true;
        }

        Waiting = FleetMessages.Soaking(Wave.Name, _fleet.Waves[Index].SoakSeconds ?? 0);
        SoakRemaining = soak - elapsed;
        return false;
    }

    /// <summary>The last wave is through; stable moves only if something was proven and every cluster that has the candidate answers.</summary>
    private void Complete()
    {
        var promoted = _fleet.Members.Where(member => member.HasCandidate && !_failures.IsOut(member)).ToList();
        Waiting = promoted.Count > 0 ? ObstacleOf(promoted) : FleetMessages.NothingProven;
        IsComplete = Waiting is null;
    }
}
