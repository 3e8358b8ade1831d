namespace ModelSync.Api.Rollouts;

/// <summary>How a candidate goes through its plan.</summary>
public enum RolloutPace
{
    /// <summary>Step by step.</summary>
    Stepwise,

    /// <summary>The first version: there is nothing to split traffic with, so steps and pauses are skipped, checks are not.</summary>
    First,

    /// <summary>A return to a proven revision within the rollback window: steps and pauses are skipped; capacity, synthetic gates, deny and bake are not.</summary>
    WithinWindow,

    /// <summary>Somebody said promote-full: steps, pauses and gates of steps are skipped; capacity, deny and bake are not.</summary>
    PromoteFull,

    /// <summary>The proven revision that takes over from a withdrawn one: no steps, gates or bake; capacity comes first all the same.</summary>
    Return,
}
