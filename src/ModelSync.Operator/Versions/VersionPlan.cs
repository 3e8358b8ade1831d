using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What follows from a snapshot.</summary>
/// <param name="Status">The status; the same object as before where nothing changed.</param>
/// <param name="Events">What to tell once the status is written.</param>
internal sealed record VersionPlan(ModelVersionStatus Status, IReadOnlyList<VersionEvent> Events);
