using System.Diagnostics.Metrics;
using ModelSync.Api.Versions;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Metrics;

/// <summary>What versions tell in metrics, counted by namespace: there are too many of them for series of their own.</summary>
internal static class VersionGauges
{
    public static IEnumerable<Measurement<long>> ByLifecycle(IReadOnlyList<ModelVersion> versions) => versions
        .GroupBy(static version => (
            version.Metadata.Namespace,
            Lifecycle: version.Spec?.Lifecycle ?? Lifecycle.Active,
            Ready: VersionState.Find(version.Status, VersionConditions.Ready)?.Status ?? "Unknown"))
        .Select(static group => new Measurement<long>(
            group.Count(), new("namespace", group.Key.Namespace), new("lifecycle", group.Key.Lifecycle.ToString()), new("ready", group.Key.Ready)));

    /// <summary>Those whose components could not be pinned, by what the registry, or whatever else stands in the way, said.</summary>
    public static IEnumerable<Measurement<long>> Unresolved(IReadOnlyList<ModelVersion> versions) => versions
        .Select(static version => (version.Metadata.Namespace, Failure: ResolutionFailure.Of(VersionState.Find(version.Status, VersionConditions.Resolved))))
        .Where(static version => version.Failure is not null)
        .GroupBy(static version => (version.Namespace, version.Failure!.Reason))
        .Select(static group => new Measurement<long>(group.Count(), new("namespace", group.Key.Namespace), new("reason", group.Key.Reason)));
}
