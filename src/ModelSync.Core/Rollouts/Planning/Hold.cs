using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Why nothing may rise in a cluster now.</summary>
/// <param name="Reason">What the rollout waits for, where a person or a time ends it; null where it goes on by itself.</param>
/// <param name="Why">The reason in a word and a sentence.</param>
internal sealed record Hold(PauseReason? Reason, Impediment Why);
