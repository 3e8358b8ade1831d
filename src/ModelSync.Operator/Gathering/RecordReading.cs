using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>A record, or why a ControllerRevision is none.</summary>
/// <param name="Source">The ControllerRevision.</param>
/// <param name="Record">The record; null when it cannot be read.</param>
/// <param name="Error">Why it cannot be read.</param>
internal sealed record RecordReading(DynamicObject Source, RevisionRecord? Record, string? Error);
