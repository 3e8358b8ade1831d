using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.Operator;

/// <summary>Names revisions: the same inputs always get the same name, and other inputs never do.</summary>
internal static class Revisions
{
    /// <summary>What the spec asks for as a revision; null while its version has no digest.</summary>
    public static RevisionRecord? Target(ClusterSim sim, ModelRolloutSpec spec, IReadOnlyList<VersionObservation> versions)
    {
        if (Find(versions, spec.Version) is not { PackageDigest: { } digest })
        {
            return null;
        }

        return sim.TargetFor(spec, digest);
    }

    /// <summary>The version of that name.</summary>
    public static VersionObservation? Find(IReadOnlyList<VersionObservation> versions, string? version)
    {
        foreach (var each in versions)
        {
            if (string.Equals(each.Version, version, StringComparison.Ordinal))
            {
                return each;
            }
        }

        return null;
    }
}
