using ModelSync.Api.Versions;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>Somebody withdraws a version.</summary>
internal sealed record Withdraw(int Version, Lifecycle Lifecycle) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => Lifecycle == Lifecycle.Quarantined ? IncidentKind.Quarantine : IncidentKind.Retire;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var version = VersionName.Of(Version);
        var before = sim.Hub.Versions.Value.First(each => string.Equals(each.Version, version, StringComparison.Ordinal));
        if (before.Lifecycle == Lifecycle || (before.Lifecycle == Lifecycle.Quarantined && Lifecycle != Lifecycle.Retired))
        {
            return false;
        }

        sim.Hub.EditVersion(version, each => each with { Lifecycle = Lifecycle });
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"version {VersionName.Of(Version)} becomes {Lifecycle}";
}

/// <summary>A version is not ready any more, or is again.</summary>
internal sealed record VersionTurns(int Version, bool IsReady) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.VersionTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var version = VersionName.Of(Version);
        var before = sim.Hub.Versions.Value.First(each => string.Equals(each.Version, version, StringComparison.Ordinal));
        if (before.IsReady == IsReady)
        {
            return false;
        }

        sim.Hub.EditVersion(version, each => each with
        {
            IsReady = IsReady,
            Reason = IsReady ? null : "DigestMismatch",
            Message = IsReady ? null : "The digest of component weights is not the one that was pinned: restore the artifact.",
        });
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"version {VersionName.Of(Version)} is {(IsReady ? "ready" : "not ready")}";
}
