namespace ModelSync.Api.Rollouts;

/// <summary>How many pods the candidate has.</summary>
public enum CandidateScale
{
    /// <summary>As many as its weight needs.</summary>
    MatchWeight,

    /// <summary>All from the start.</summary>
    Full,
}
