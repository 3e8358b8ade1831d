using ModelSync.Api.Conditions;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads a ModelVersion as rollouts look at it.</summary>
internal static class VersionReader
{
    /// <summary>The version; one whose status is about an older generation counts with the status that it has, for only description and lifecycle change.</summary>
    public static VersionObservation Read(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type is ConditionTypes.Ready);
        var isUsable = IsUsable(version, ready);
        return new VersionObservation
        {
            Version = version.Spec?.Version ?? "",
            PackageDigest = version.Status?.PackageDigest,
            Lifecycle = version.Spec?.Lifecycle ?? Lifecycle.Active,
            IsReady = isUsable,
            Reason = isUsable ? null : ready?.Reason ?? ConditionReasons.VersionNotReady,
            Message = isUsable ? null : Message(version, ready),
            Spec = version.Spec,
            Components = version.Status?.Components ?? [],
        };
    }

    // Ready is False also for what may go on to serve: a version in use that is to be retired.
    private static bool IsUsable(ModelVersion version, Condition? ready) =>
        version.Status?.PackageDigest is not null && ready is { Status: "True" } or { Reason: ConditionReasons.InUse };

    private static string Message(ModelVersion version, Condition? ready) => ready?.Message is { Length: > 0 } message
        ? $"ModelVersion {version.Metadata.Name} is not ready: {message}"
        : $"ModelVersion {version.Metadata.Name} was not looked at yet";
}
