using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>Somebody edits the placement, where there is one.</summary>
internal abstract record PlacementChange : SpecEdit
{
    /// <inheritdoc />
    protected sealed override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) =>
        spec.Placement is { } placement && Edit(sim, placement) is var next && next != placement ? spec with { Placement = next } : spec;

    /// <summary>The placement after the edit; the same one when there is nothing to edit.</summary>
    protected abstract PlacementSpec Edit(ClusterSim sim, PlacementSpec placement);
}

/// <summary>The placement selects a cluster, or does so no more; its number counts modulo the clusters that there are.</summary>
internal sealed record ClusterSelected(int Number, bool IsSelected) : PlacementChange
{
    // No API server takes an empty list; this is how a placement selects nothing.
    private const string Elsewhere = "elsewhere";

    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PlacementEdit;

    /// <inheritdoc />
    public override string ToString() => IsSelected ? $"the placement selects cluster {Number}" : $"the placement does not select cluster {Number} any more";

    /// <inheritdoc />
    protected override PlacementSpec Edit(ClusterSim sim, PlacementSpec placement)
    {
        var name = ClusterNames.Of(Number % sim.Members.Count);
        var names = placement.Clusters?.Names ?? [];
        if (names.Contains(name, StringComparer.Ordinal) == IsSelected)
        {
            return placement;
        }

        List<string> next = [.. names.Where(each => each != name && each != Elsewhere)];
        if (IsSelected)
        {
            next.Add(name);
        }

        return placement with { Clusters = new ClusterSelection { Names = next.Count > 0 ? next : [Elsewhere] } };
    }
}

/// <summary>The waves change; the wave's number counts modulo the waves that there are.</summary>
internal sealed record WaveEdit(WaveChange Change, int Wave) : PlacementChange
{
    private const int LongSoak = 60;

    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.WaveEdit;

    /// <inheritdoc />
    public override string ToString() => Change switch
    {
        WaveChange.Insert => $"a wave for label {Wave} is inserted before all others",
        WaveChange.InsertSecond => $"a wave for label {Wave} is inserted after the first",
        WaveChange.Append => $"a wave for label {Wave} is added after all others",
        WaveChange.Rename => $"wave {Wave} gets another name",
        WaveChange.Reverse => "the order of the waves is reversed",
        WaveChange.Remove => $"wave {Wave} is removed",
        WaveChange.OneAtATime => $"wave {Wave} gets maxConcurrency 1",
        WaveChange.AllAtOnce => $"wave {Wave} has no maxConcurrency any more",
        WaveChange.AskApproval => $"wave {Wave} needs an approval",
        WaveChange.DropApproval => $"wave {Wave} needs no approval",
        _ => $"wave {Wave} soaks for {LongSoak} s",
    };

    /// <inheritdoc />
    protected override PlacementSpec Edit(ClusterSim sim, PlacementSpec placement)
    {
        var waves = placement.Waves ?? [];
        var added = new WaveSpec { Name = $"new-{sim.Agenda.Now}", Selector = Plans.WaveSelector(Wave), SoakSeconds = 20 };
        var next = Next(waves, added);
        return next.SequenceEqual(waves) ? placement : placement with { Waves = next.Count > 0 ? next : null };
    }

    private IReadOnlyList<WaveSpec> Next(IReadOnlyList<WaveSpec> waves, WaveSpec added) => Change switch
    {
        WaveChange.Insert => [added, .. waves],
        WaveChange.InsertSecond => [.. waves.Take(1), added, .. waves.Skip(1)],
        WaveChange.Append => [.. waves, added],
        WaveChange.Reverse when waves.Count > 1 => [.. waves.Reverse()],
        WaveChange.Remove when waves.Count > 0 => [.. waves.Where((_, index) => index != Wave % waves.Count)],
        WaveChange.Rename => With(waves, wave => wave with { Name = added.Name }),
        WaveChange.OneAtATime => With(waves, wave => wave with { MaxConcurrency = 1 }),
        WaveChange.AllAtOnce => With(waves, wave => wave with { MaxConcurrency = null }),
        WaveChange.AskApproval => With(waves, wave => wave with { Approval = WaveApproval.Required }),
        WaveChange.DropApproval => With(waves, wave => wave with { Approval = WaveApproval.NotRequired }),
        WaveChange.LongSoak => With(waves, wave => wave with { SoakSeconds = LongSoak }),
        _ => waves,
    };

    private IReadOnlyList<WaveSpec> With(IReadOnlyList<WaveSpec> waves, Func<WaveSpec, WaveSpec> change) =>
        [.. waves.Select((wave, index) => index == Wave % waves.Count ? change(wave) : wave)];
}

/// <summary>The rules for the whole fleet change; what is null stays.</summary>
internal sealed record FleetEdit(bool? Lockstep = null, int? MaxFailures = null, FleetFailureMode? OnFailure = null, ClusterLostMode? OnClusterLost = null, bool? SkipUnreachable = null)
    : PlacementChange
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.FleetEdit;

    /// <inheritdoc />
    public override string ToString() => "the placement gets " + string.Join(", ", new[]
    {
        Lockstep is { } lockstep ? $"lockstep {lockstep}" : null,
        MaxFailures is { } most ? $"maxFailures {most}" : null,
        OnFailure is { } mode ? $"onFailure {mode}" : null,
        OnClusterLost is { } lost ? $"onClusterLost {lost}" : null,
        SkipUnreachable is { } skips ? $"skipUnreachable {skips}" : null,
    }.OfType<string>());

    /// <inheritdoc />
    protected override PlacementSpec Edit(ClusterSim sim, PlacementSpec placement) => placement with
    {
        Lockstep = Lockstep ?? placement.Lockstep,
        MaxFailures = MaxFailures ?? placement.MaxFailures,
        OnFailure = OnFailure ?? placement.OnFailure,
        OnClusterLost = OnClusterLost ?? placement.OnClusterLost,
        SkipUnreachable = SkipUnreachable ?? placement.SkipUnreachable,
    };
}

/// <summary>A ModelCluster gets another label, by which the waves select it.</summary>
internal sealed record Relabel(int Number, int Wave) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Relabel;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var labels = sim.Members[Number % sim.Members.Count].Labels;
        var next = StringMap.Empty.With("wave", $"{Wave}");
        if (labels.Value == next)
        {
            return false;
        }

        labels.Set(next);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"cluster {Number} gets the label of wave {Wave}";
}
