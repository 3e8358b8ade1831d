namespace ModelSync.Core.Policies;

/// <summary>What is about to happen when policies are asked.</summary>
public enum PolicyMoment
{
    /// <summary>A version is looked at as such, without a rollout.</summary>
    Accept,

    /// <summary>A rollout starts.</summary>
    Start,

    /// <summary>The candidate's weight rises.</summary>
    Advance,

    /// <summary>The candidate takes all traffic.</summary>
    Promote,

    /// <summary>Traffic goes back to a revision; only deny is asked.</summary>
    Return,
}
