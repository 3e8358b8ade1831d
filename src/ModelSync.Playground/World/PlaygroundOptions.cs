using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.World;

/// <summary>What a playground consists of. The defaults give one cluster with everything.</summary>
public sealed partial record PlaygroundOptions
{
    /// <summary>How many clusters a playground can have.</summary>
    public const int MostClusters = 10;

    /// <summary>The clusters' names: the first is the one that an operator would run in.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = ["local"];

    /// <summary>How many simulated nodes each cluster has, 0 to 1000.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>Whether Services and routes are honoured on loopback; without it there are no Gateway API and Istio kinds either.</summary>
    public bool DataPlane { get; init; } = true;

    /// <summary>Seeds everything that is drawn by chance; null: drawn too, and told as <see cref="PlaygroundWorld.Seed"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>How the control planes are to run; egress, progress and clock are the playground's to set.</summary>
    public ControlPlaneOptions ControlPlane { get; init; } = new();

    /// <summary>Is told each step of the start.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The names of so many clusters: local, member-1, member-2 …</summary>
    public static IReadOnlyList<string> Names(int clusters) =>
        [.. Enumerable.Range(0, clusters).Select(number => number == 0 ? "local" : string.Create(CultureInfo.InvariantCulture, $"member-{number}"))];

    internal void Check()
    {
        if (Clusters.Count is < 1 or > MostClusters)
        {
            throw new ArgumentException($"{nameof(Clusters)} has {Clusters.Count} names: a playground has 1 to {MostClusters} clusters.");
        }

        if (Clusters.Distinct(StringComparer.Ordinal).Count() < Clusters.Count)
        {
            throw new ArgumentException($"{nameof(Clusters)} has a name twice: {string.Join(", ", Clusters)}.");
        }

        if (Clusters.FirstOrDefault(name => !ClusterName().IsMatch(name)) is { } odd)
        {
            throw new ArgumentException($"{nameof(Clusters)} has the name \"{odd}\": use up to 63 lower-case letters, digits and hyphens, a letter first.");
        }

        if (Nodes is < 0 or > SimulatedNodes.MostNodes)
        {
            throw new ArgumentException($"{nameof(Nodes)} is {Nodes}: a cluster has 0 to {SimulatedNodes.MostNodes} simulated nodes.");
        }
    }

    // The name of a context in a kubeconfig, which is YAML.
    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClusterName();
}
