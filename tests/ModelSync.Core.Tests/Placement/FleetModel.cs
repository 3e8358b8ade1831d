using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Placement;

/// <summary>
/// A small fleet that does what the wave planner allows while members are lost, return and fail, as numbers say; it checks each decision
/// against the rules and not against the planner's own words.
/// </summary>
internal sealed class FleetModel
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);
    private readonly PlacementSpec? _placement;
    private readonly string[] _names;
    private readonly Dictionary<string, ClusterRolloutStatus> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterFailure> _failures = new(StringComparer.Ordinal);
    private readonly int _stepCount;
    private readonly FleetRules _rules;
    private DateTimeOffset _now = FleetScene.Now;
    private WaveStatus? _wave;
    private bool _isReturning;

    public FleetModel(int setup)
    {
        var dice = new Dice(setup);
        _names = [.. Enumerable.Range(0, 1 + dice.Next(6)).Select(i => $"{"abc"[dice.Next(3)]}{i}")];
        _stepCount = dice.Next(4);
        var letters = _names.Select(static name => name[..1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var waves = letters.Take(dice.Next(letters.Count + 1)).Select(letter => FleetScene.WaveOf(
            letter,
            dice.Next(2) == 0 ? null : 1 + dice.Next(2),
            dice.Next(2) == 0 ? null : 30,
            dice.Next(3) == 0 ? WaveApproval.Required : null)).ToList();
        _placement = dice.Next(8) == 0 ? null : new PlacementSpec
        {
            Waves = waves,
            Lockstep = dice.Next(3) != 0,
            MaxFailures = dice.Next(3),
            OnFailure = (FleetFailureMode)dice.Next(3),
            OnClusterLost = (ClusterLostMode)dice.Next(2),
            SkipUnreachable = dice.Next(2) == 0,
        };
        _rules = new FleetRules(_placement ?? new PlacementSpec(), _stepCount);
    }

    public bool IsComplete { get; private set; }

    public bool IsOver => IsComplete || (_isReturning && _parts.Values.All(static part => part.Stage is ClusterStage.Returned)) || IsHalted;

    public bool IsHalted { get; private set; }

    /// <summary>Something happens, a decision is made, and its mandates are carried out.</summary>
    public void Step(int number)
    {
        var dice = new Dice(number);
        _now += Tick;
        var target = _names[dice.Next(_names.Length)];
        switch (dice.Next(10))
        {
            case 0:
                _lost.Add(target);
                break;
            case 1 or 2:
                _lost.Remove(target);
                break;
            case 3 when StageOf(target) is >= ClusterStage.Progressing and <= ClusterStage.Promoted && dice.Next(3) == 0:
                _failures[target] = new ClusterFailure(new ClusterName(target), ReturnReason.GateFailed, "A gate failed.");
                break;
        }

        Decide(dice, isApproved: dice.Next(3) == 0, passes: _ => dice.Next(2) == 0);
    }

    /// <summary>All is well again: who can go on does.</summary>
    public void Heal()
    {
        _lost.Clear();
        for (var i = 0; i < 400 && !IsOver; i++)
        {
            _now += Tick;
            Decide(new Dice(i), isApproved: true, passes: static _ => true);
        }
    }

    private void Decide(Dice dice, bool isApproved, Func<string, bool> passes)
    {
        Observe();
        var passed = _names.Where(name => !_lost.Contains(name) && passes(name)).Select(static name => new ClusterName(name)).ToHashSet();
        var input = Input(isApproved, passed);
        var plan = WavePlanner.Plan(input);
        _rules.Check(input, plan, WavePlanner.Plan(Shuffled(input, dice)));
        _wave = plan.Wave;
        IsComplete |= plan.IsComplete;
        IsHalted = plan.Halted?.Reason is FleetReasons.MaxFailuresExceeded;
        _isReturning |= plan.Failure is not null;
        foreach (var mandate in plan.Mandates.Where(mandate => !_lost.Contains(mandate.Cluster.Value)))
        {
            Obey(mandate, passed.Contains(mandate.Cluster), dice);
        }

        foreach (var lost in plan.Failed)
        {
            _failures.TryAdd(lost.Cluster.Value, lost);
        }
    }

    private void Observe()
    {
        foreach (var name in _names)
        {
            var part = _parts.GetValueOrDefault(name) ?? new ClusterRolloutStatus { Name = name };
            _parts[name] = part with { LostSince = _lost.Contains(name) ? part.LostSince ?? (KubeTime)_now : null };
        }
    }

    private FleetInput Input(bool isApproved, HashSet<ClusterName> passed)
    {
        var timers = _parts.Values.Where(static part => part.LostSince is not null)
            .Select(static part => new RolloutTimer(RolloutTimerKind.Lost, part.Name, part.LostSince!.Value)).ToList();
        if (_wave?.SoakStartedAt is { } soak)
        {
            timers.Add(new RolloutTimer(RolloutTimerKind.Soak, _wave.Name, soak));
        }

        return new FleetInput
        {
            Placement = _placement,
            Clusters = [.. _names.Select(Observation)],
            Progress = [.. _parts.Values],
            Wave = _wave,
            StepCount = _stepCount,
            IsReturning = _isReturning,
            IsApproved = isApproved,
            Failures = [.. _failures.Values],
            LostDeadline = TimeSpan.FromSeconds(60),
            Elapsed = new ElapsedTimes(timers.ToDictionary(static timer => timer, timer => _now - timer.StartedAt.ToDateTimeOffset())),
            Now = _now,
            Passed = passed,
        };
    }

    private ClusterObservation Observation(string name) => new()
    {
        Name = new ClusterName(name),
        Labels = StringMap.Empty.With("wave", name[..1]),
        Reachability = _lost.Contains(name) ? Reachability.Unknown : Reachability.Reachable,
        Revisions = [],
    };

    private static FleetInput Shuffled(FleetInput input, Dice dice)
    {
        var turn = dice.Next(7);
        return input with
        {
            Clusters = [.. input.Clusters.Skip(turn % input.Clusters.Count), .. input.Clusters.Take(turn % input.Clusters.Count)],
            Progress = [.. input.Progress.Reverse()],
            Failures = [.. input.Failures.Reverse()],
            Passed = input.Passed.Reverse().ToHashSet(),
        };
    }

    private void Obey(ClusterMandate mandate, bool hasPassed, Dice dice)
    {
        var name = mandate.Cluster.Value;
        var part = _parts[name];
        switch (mandate)
        {
            case MayAdvance when StageOf(name) is ClusterStage.Steady:
                _parts[name] = FleetRules.At(part with { Wave = mandate.Wave }, position: 0, _stepCount);
                break;
            case MayAdvance when hasPassed && StageOf(name) is ClusterStage.Baking:
                _parts[name] = part with { Stage = ClusterStage.Promoted };
                break;
            case MayAdvance may when hasPassed && StageOf(name) is not ClusterStage.Promoted && FleetRules.PositionOf(part, _stepCount) + 1 <= may.ThroughStep:
                _parts[name] = FleetRules.At(part, FleetRules.PositionOf(part, _stepCount) + 1, _stepCount);
                break;
            case MustReturn when StageOf(name) is not ClusterStage.Returned:
                _parts[name] = part with { Stage = dice.Next(2) == 0 ? ClusterStage.Returned : ClusterStage.Returning };
                break;
            case MustWait when _isReturning:
                _parts[name] = part with { Stage = ClusterStage.Returned };
                break;
        }
    }

    private ClusterStage StageOf(string name) => _parts.GetValueOrDefault(name)?.Stage ?? ClusterStage.Steady;

    /// <summary>Numbers made from one number.</summary>
    internal sealed class Dice(int seed)
    {
        private uint _state = (uint)seed * 2654435769u + 1;

        public int Next(int below)
        {
            _state = (_state * 1664525u) + 1013904223u;
            return (int)((_state >> 8) % (uint)below);
        }
    }
}
