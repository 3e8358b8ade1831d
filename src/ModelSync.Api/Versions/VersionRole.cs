namespace ModelSync.Api.Versions;

/// <summary>What a version is in a rollout.</summary>
public enum VersionRole
{
    /// <summary>The proven version.</summary>
    Stable,

    /// <summary>The version on trial.</summary>
    Candidate,

    /// <summary>Kept at full scale to return to, until the trial is over.</summary>
    ReturnTarget,
}
