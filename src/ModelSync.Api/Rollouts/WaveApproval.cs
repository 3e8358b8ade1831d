namespace ModelSync.Api.Rollouts;

/// <summary>Whether somebody has to approve before a wave starts.</summary>
public enum WaveApproval
{
    /// <summary>Nobody has to.</summary>
    NotRequired,

    /// <summary>A promote is needed.</summary>
    Required,
}
