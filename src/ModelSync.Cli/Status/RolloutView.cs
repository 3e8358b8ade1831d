using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Cli.Status;

/// <summary>All that a page about a rollout is made from.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Now">When it was read.</param>
internal sealed record RolloutView(ModelRollout Rollout, DateTimeOffset Now)
{
    /// <summary>The pods of all revisions.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>The Deployments of all revisions.</summary>
    public IReadOnlyList<Deployment> Deployments { get; init; } = [];

    /// <summary>Why pods are missing from the page; null where they are not.</summary>
    public string? PodsProblem { get; init; }

    /// <summary>What lines to copy need besides, with a space before each option.</summary>
    public string Flags { get; init; } = "";
}
