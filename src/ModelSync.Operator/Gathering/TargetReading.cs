using ModelSync.Core.Revisions;

namespace ModelSync.Operator.Gathering;

/// <summary>The revision that a spec asks for.</summary>
/// <param name="Record">The revision, rendered where that was possible.</param>
/// <param name="Refusal">Why it cannot be rendered; null when it can.</param>
internal sealed record TargetReading(RevisionRecord Record, string? Refusal);
