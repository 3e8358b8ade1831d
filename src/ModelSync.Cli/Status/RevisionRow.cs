using ModelSync.Api.Rollouts;
using ModelSync.Cli.Output;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Cli.Status;

/// <summary>One revision of a rollout with what it has.</summary>
internal sealed record RevisionRow
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>What it is in the rollout: candidate, stable, failed or old.</summary>
    public required string Role { get; init; }

    /// <summary>Its share of the traffic.</summary>
    public WeightStatus? Weight { get; init; }

    /// <summary>How many pods it should have.</summary>
    public int Wanted { get; init; }

    /// <summary>How many of them are ready.</summary>
    public int Ready { get; init; }

    /// <summary>Since when it is there.</summary>
    public KubeTime? Since { get; init; }

    /// <summary>Its pods.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>Whether it has nothing and does nothing.</summary>
    public bool IsIdle => Role is "old" or "failed" && Wanted == 0 && Pods.Count == 0 && Weight is not { Desired: > 0 } and not { Observed: > 0 };

    /// <summary>The tone of its name and bar.</summary>
    public Tone Tone => Role switch
    {
        "candidate" => Tone.New,
        "stable" => Tone.Good,
        "failed" => Tone.Bad,
        _ => Tone.Dim,
    };
}
