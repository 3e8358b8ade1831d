using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Placement;

/// <summary>A fleet that tests describe in a few words: clusters `a1, a2, b1` are in the wave of their first letter.</summary>
internal sealed class FleetScene
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ClusterObservation> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterRolloutStatus> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<RolloutTimer, TimeSpan> _timers = [];

    public FleetScene(params string[] clusters)
    {
        foreach (var name in clusters)
        {
            _clusters[name] = new ClusterObservation
            {
                Name = new ClusterName(name),
                Labels = StringMap.Empty.With("wave", name[..1]),
                Reachability = Reachability.Reachable,
                Revisions = [],
            };
        }
    }

    public PlacementSpec? Placement { get; set; } = new();

    public WaveStatus? Wave { get; set; }

    public List<ClusterFailure> Failures { get; } = [];

    public List<string> Passed { get; } = [];

    public int StepCount { get; set; } = 3;

    public bool IsReturning { get; set; }

    public bool IsApproved { get; set; }

    public static WaveSpec WaveOf(string name, int? maxConcurrency = null, int? soakSeconds = null, WaveApproval? approval = null) => new()
    {
        Name = name,
        Selector = new LabelSelector { MatchLabels = StringMap.Empty.With("wave", name) },
        MaxConcurrency = maxConcurrency,
        SoakSeconds = soakSeconds,
        Approval = approval,
    };

    public FleetScene Waves(params WaveSpec[] waves)
    {
        Placement = Placement! with { Waves = waves };
        return this;
    }

    public FleetScene Set(string names, Func<ClusterObservation, ClusterObservation> change)
    {
        foreach (var name in names.Split(' '))
        {
            _clusters[name] = change(_clusters[name]);
        }

        return this;
    }

    public FleetScene Lose(string names)
    {
        foreach (var name in names.Split(' '))
        {
            _parts[name] = (_parts.GetValueOrDefault(name) ?? new ClusterRolloutStatus { Name = name }) with { LostSince = Now };
        }

        return Set(names, static cluster => cluster with { Reachability = Reachability.Unknown });
    }

    public FleetScene LostFor(string name, TimeSpan time)
    {
        _timers[new RolloutTimer(RolloutTimerKind.Lost, name, Now)] = time;
        return Lose(name);
    }

    public FleetScene At(string names, ClusterStage stage, int? step = null)
    {
        foreach (var name in names.Split(' '))
        {
            _parts[name] = new ClusterRolloutStatus { Name = name, Wave = WaveNameOf(name), Stage = stage, Step = step };
        }

        return this;
    }

    public FleetScene Fail(string names, ReturnReason reason = ReturnReason.GateFailed)
    {
        Failures.AddRange(names.Split(' ').Select(name => new ClusterFailure(new ClusterName(name), reason, $"Gate smoke failed in {name}.")));
        return this;
    }

    public FleetScene InWave(int index, bool isWaiting = false, int approvedThrough = -1, bool isSoaking = false)
    {
        Wave = new WaveStatus
        {
            Name = index < Placement!.Waves!.Count ? Placement.Waves[index].Name : null,
            Index = index,
            StartedAt = isWaiting ? null : Now,
            SoakStartedAt = isSoaking ? Now : null,
            ApprovedThrough = approvedThrough,
        };
        return this;
    }

    public FleetScene Soaked(string? wave, TimeSpan time)
    {
        _timers[new RolloutTimer(RolloutTimerKind.Soak, wave, Now)] = time;
        return this;
    }

    public FleetInput Input() => new()
    {
        Placement = Placement,
        Clusters = [.. _clusters.Values],
        Progress = [.. _parts.Values],
        Wave = Wave,
        StepCount = StepCount,
        IsReturning = IsReturning,
        IsApproved = IsApproved,
        Failures = Failures,
        LostDeadline = TimeSpan.FromMinutes(10),
        Elapsed = new ElapsedTimes(_timers),
        Now = Now,
        Passed = Passed.Select(static name => new ClusterName(name)).ToHashSet(),
    };

    public FleetPlan Plan() => WavePlanner.Plan(Input());

    /// <summary>The mandates as words: `a1 advance 4, b1 wait WaitingForWave`.</summary>
    public static string Words(FleetPlan plan) => string.Join(", ", plan.Mandates.Select(static mandate => mandate switch
    {
        MayAdvance may => $"{may.Cluster} advance {may.ThroughStep}",
        MustWait wait => $"{wait.Cluster} wait {wait.Why.Reason}",
        MustHold hold => $"{hold.Cluster} hold {hold.Why.Reason}",
        MustReturn back => $"{back.Cluster} return",
        _ => throw new ArgumentException($"{mandate} is of an unknown kind.", nameof(plan)),
    }));

    private string? WaveNameOf(string name) => (Placement?.Waves ?? []).Any(wave => wave.Name == name[..1]) ? name[..1] : null;
}
