using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>All that a look at a pod depends on, beside its life so far.</summary>
internal sealed record PodView
{
    public required KubeletPod Pod { get; init; }

    public required PodBehavior Behavior { get; init; }

    public required KubeletTimings Timings { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The model's server has nothing more to answer, or there is none.</summary>
    public bool IsDrained { get; init; } = true;
}
