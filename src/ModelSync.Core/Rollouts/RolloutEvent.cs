namespace ModelSync.Core.Rollouts;

/// <summary>Something to tell people, once.</summary>
/// <param name="IsWarning">Whether it is a warning.</param>
/// <param name="Reason">What happened, in CamelCase.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record RolloutEvent(bool IsWarning, string Reason, string Message);
