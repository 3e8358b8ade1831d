using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>A verb as it was read from an annotation.</summary>
internal sealed record Verb(RolloutVerb Kind, string Id, string Revision, string? To);
