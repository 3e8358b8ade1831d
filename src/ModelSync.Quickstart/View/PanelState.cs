using ModelSync.Api.Rollouts;
using ModelSync.Quickstart.Observation;
using ModelSync.Quickstart.Traffic;

namespace ModelSync.Quickstart.View;

/// <summary>Everything that the panel shows.</summary>
internal sealed record PanelState
{
    /// <summary>Since the beginning.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The rollout; null before there is one.</summary>
    public ModelRollout? Rollout { get; init; }

    /// <summary>What clients get.</summary>
    public TrafficView Traffic { get; init; } = TrafficView.Nothing;

    /// <summary>The pods of each version.</summary>
    public IReadOnlyList<PodCount> Pods { get; init; } = [];

    /// <summary>What a person can do now.</summary>
    public string Footer { get; init; } = "";
}
