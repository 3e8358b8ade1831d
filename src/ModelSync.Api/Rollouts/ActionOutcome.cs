namespace ModelSync.Api.Rollouts;

/// <summary>What came of a verb.</summary>
public enum ActionOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was meant for another revision; nothing was done.</summary>
    Stale,

    /// <summary>There was nothing that it could do; nothing was done.</summary>
    NotApplicable,

    /// <summary>A rule forbids it; nothing was done.</summary>
    Refused,

    /// <summary>The annotation cannot be read; nothing was done.</summary>
    Invalid,
}
