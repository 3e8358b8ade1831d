namespace ModelSync.Api.Rollouts;

/// <summary>How far a candidate is.</summary>
/// <remarks>
/// <code>
/// Progressing ──► Promoting ──► Baking ──► (stable)
///      │              │            │
///      └──────────────┴────────────┴────► Returning ──► (failed, superseded or reverted)
/// </code>
/// </remarks>
public enum CandidateStage
{
    /// <summary>Steps are taken, or wait.</summary>
    Progressing,

    /// <summary>All steps are passed; weight 100 is being reached.</summary>
    Promoting,

    /// <summary>It has all traffic; the old revision is kept at full scale.</summary>
    Baking,

    /// <summary>Its traffic goes back.</summary>
    Returning,
}
