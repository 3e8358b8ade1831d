using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>A version is declared and not resolved yet, or its digests are known.</summary>
internal sealed record VersionResolves(int Version, bool IsResolved) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.VersionTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        sim.Hub.EditVersion(VersionName.Of(Version), each => each with
        {
            PackageDigest = IsResolved ? VersionName.Digest(Version) : null,
            IsReady = IsResolved,
            Reason = IsResolved ? null : "VersionNotReady",
            Message = IsResolved ? null : "component weights is being resolved.",
        });
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => IsResolved ? $"version {VersionName.Of(Version)} is resolved" : $"version {VersionName.Of(Version)} is declared";
}
