using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The clusters in the order of the waves, and the wave that the rollout is at.</summary>
internal sealed class Fleet
{
    private Fleet(FleetInput input, WaveOrder waves, List<FleetMember> members, List<FleetMember> leaving)
    {
        Input = input;
        Waves = waves;
        Members = members;
        Leaving = leaving;
        (Current, Wave) = Locate();
    }

    public FleetInput Input { get; }

    public WaveOrder Waves { get; }

    /// <summary>The clusters that the placement selects, by wave and name.</summary>
    public IReadOnlyList<FleetMember> Members { get; }

    /// <summary>The clusters that it selects no more but that hold objects of the rollout.</summary>
    public IReadOnlyList<FleetMember> Leaving { get; }

    /// <summary>The index of the wave that the rollout is at, under way or waiting to start.</summary>
    public int Current { get; }

    /// <summary>The status of that wave, with the index that it has now.</summary>
    public WaveStatus Wave { get; }

    /// <summary>Whether that wave has started.</summary>
    public bool IsUnderWay => Wave.StartedAt is not null || Members.Any(member => member.HasBegun && member.Wave == Current);

    public bool SkipsUnreachable => Input.Placement?.SkipUnreachable ?? false;

    public bool IsLockstep => Input.Placement?.Lockstep ?? true;

    /// <summary>The step that means everything: the bake may begin.</summary>
    public int Everything => Input.StepCount + 1;

    public static Fleet Of(FleetInput input)
    {
        var waves = WaveOrder.Of(input.Placement);
        var parts = new Dictionary<string, ClusterRolloutStatus>(StringComparer.Ordinal);
        foreach (var part in input.Progress)
        {
            parts.TryAdd(part.Name ?? string.Empty, part);
        }

        var all = new Dictionary<ClusterName, FleetMember>();
        foreach (var cluster in input.Clusters)
        {
            var part = parts.GetValueOrDefault(cluster.Name.ToString());
            var member = new FleetMember(cluster, part, Wave: 0, WaveName: null);
            var index = waves.IndexOf(member);
            all.TryAdd(cluster.Name, member with { Wave = index, WaveName = waves[index].Name });
        }

        var sorted = all.Values.ToList();
        sorted.Sort(static (left, right) =>
            left.Wave != right.Wave ? left.Wave.CompareTo(right.Wave) : string.CompareOrdinal(left.Name.Value, right.Name.Value));
        return new Fleet(
            input,
            waves,
            [.. sorted.Where(static member => member.Observed.IsSelected)],
            [.. sorted.Where(static member => !member.Observed.IsSelected)]);
    }

    /// <summary>
    /// The wave that a cluster counts in: its own, but one that has not finished when its wave is past, new or back again, joins the wave that
    /// is under way.
    /// </summary>
    public static int WaveOf(FleetMember member, int current) =>
        member.Stage is ClusterStage.Promoted or ClusterStage.Returned ? member.Wave : Math.Max(member.Wave, current);

    /// <summary>Whether the placement selects a cluster for that wave, whatever became of it.</summary>
    public bool HasMembers(int wave) => Members.Any(member => member.Wave == wave);

    /// <summary>Whether a cluster is unreachable before its turn and may be left out.</summary>
    public bool IsLeftOut(FleetMember member) => SkipsUnreachable && member.IsUnreachable && !member.HasBegun;

    /// <summary>Finds the wave by its name, since somebody may have inserted waves before it, and never before a wave that has begun.</summary>
    private (int Current, WaveStatus Wave) Locate()
    {
        var furthest = -1;
        foreach (var member in Members)
        {
            furthest = member.HasBegun ? Math.Max(furthest, member.Wave) : furthest;
        }

        var last = LastWave();
        if (Input.Wave is { } status && Waves.Find(status.Name) is { } index && index >= furthest && index <= last)
        {
            if (status.StartedAt is null && FirstBetween(furthest, index) is { } earlier)
            {
                // What only waited to start is not under way: waves that somebody put before it come first.
                return (earlier, new WaveStatus { Name = Waves[earlier].Name, Index = earlier, Count = last + 1, ApprovedThrough = earlier - 1 });
            }

            var isApproved = (status.ApprovedThrough ?? -1) >= (status.Index ?? index);
            return (index, status with { Index = index, Count = last + 1, ApprovedThrough = isApproved ? index : index - 1 });
        }

        var current = Math.Max(furthest, 0);
        return (current, new WaveStatus
        {
            Name = Waves[current].Name,
            Index = current,
            Count = last + 1,
            StartedAt = furthest >= 0 && Input.Wave?.StartedAt is { } startedAt ? startedAt : null,
            ApprovedThrough = furthest,
        });
    }

    /// <summary>The first wave after one and before another with a cluster whose turn is still to come; null when there is none.</summary>
    private int? FirstBetween(int after, int before)
    {
        foreach (var member in Members)
        {
            if (member.Wave > after && member.Wave < before && !member.HasBegun && !IsLeftOut(member))
            {
                return member.Wave;
            }
        }

        return null;
    }

    /// <summary>The last wave; that of the clusters that no other takes exists only when there are such.</summary>
    private int LastWave()
    {
        var furthest = Members.Count == 0 ? 0 : Members[^1].Wave;
        return Math.Max(furthest, Waves.DeclaredCount - 1);
    }
}
