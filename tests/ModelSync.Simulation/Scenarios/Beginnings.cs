using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>The objects that a world begins with.</summary>
internal static class Beginnings
{
    private static readonly VersionObservation[] AllVersions = [.. Enumerable.Range(1, VersionName.Count).Select(number => new VersionObservation
    {
        Version = VersionName.Of(number),
        PackageDigest = VersionName.Digest(number),
        Lifecycle = Lifecycle.Active,
        IsReady = true,
    })];

    /// <summary>The rollout as a user created it.</summary>
    public static ModelRollout Rollout(Setup setup) => new()
    {
        Metadata = new ObjectMeta { Name = "fraud", Namespace = "shop", Uid = "6f1c", ResourceVersion = "1", Generation = 1 },
        Spec = setup.ToSpec(),
        Status = new ModelRolloutStatus { ObservedGeneration = -1 },
    };

    /// <summary>The versions, all ready.</summary>
    public static IReadOnlyList<VersionObservation> Versions() => AllVersions;

    /// <summary>The clusters, all empty.</summary>
    public static IReadOnlyList<Member> Members(ClusterSim sim, Setup setup) => setup.Clusters == 0
        ? [new Member(sim, ClusterName.Local, [])]
        : [.. Enumerable.Range(0, setup.Clusters).Select(number => new Member(
            sim, new ClusterName(ClusterNames.Of(number)), [new("wave", (number % setup.Waves).ToString(CultureInfo.InvariantCulture))]))];
}
