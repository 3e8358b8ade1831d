using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Versions;

/// <summary>Reads what the status of a version remembers.</summary>
internal static class VersionState
{
    /// <summary>Whether its components are pinned; they stay so for ever.</summary>
    public static bool IsPinned(ModelVersionStatus? status) => status is { SpecDigest: not null, Components.Count: > 0 };

    /// <summary>A condition; null where it is not there.</summary>
    public static Condition? Find(ModelVersionStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));

    /// <summary>Whether a condition is there and true.</summary>
    public static bool IsTrue(ModelVersionStatus? status, string type) => Find(status, type) is { Status: "True" };

    /// <summary>
    /// The lifecycle that counts. It is the declared one, but what was withdrawn stays so also where no CEL rule of the server keeps it, and a retirement
    /// after a quarantine takes effect only once the version is out of use: it must not end the way out.
    /// </summary>
    public static Lifecycle LifecycleOf(ModelVersion version, bool isInUse)
    {
        ArgumentNullException.ThrowIfNull(version);
        var declared = version.Spec?.Lifecycle ?? Lifecycle.Active;
        return (Previous(version.Status), declared) switch
        {
            (Lifecycle.Quarantined, Lifecycle.Retired) => isInUse ? Lifecycle.Quarantined : Lifecycle.Retired,
            (Lifecycle.Quarantined, _) => Lifecycle.Quarantined,
            (Lifecycle.Retired, Lifecycle.Quarantined) => Lifecycle.Quarantined,
            (Lifecycle.Retired, _) => Lifecycle.Retired,
            _ => declared,
        };
    }

    /// <summary>What is wrong with a change of the lifecycle: the words that CEL would have used.</summary>
    public static IReadOnlyList<FieldError> LifecycleErrors(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var declared = version.Spec?.Lifecycle ?? Lifecycle.Active;
        if (Previous(version.Status) is not { } previous || declared == previous || version.Spec is not { } spec
            || declared is Lifecycle.Retired or Lifecycle.Quarantined)
        {
            return [];
        }

        var before = version with { Spec = spec with { Lifecycle = previous } };
        return
        [
            .. ApiValidator.Validate(ModelVersion.Resource, Json(version), Json(before))
                .Where(error => string.Equals(error.Field, "spec.lifecycle", StringComparison.Ordinal)),
        ];
    }

    private static byte[] Json(ModelVersion version) => JsonSerializer.SerializeToUtf8Bytes(version, ApiJsonContext.Default.ModelVersion);

    // Active and Deprecated may follow each other, so they need not be remembered.
    private static Lifecycle? Previous(ModelVersionStatus? status) => status?.Phase switch
    {
        ModelVersionPhase.Quarantined => Lifecycle.Quarantined,
        ModelVersionPhase.Retired => Lifecycle.Retired,
        ModelVersionPhase.Deprecated
            when Find(status, VersionConditions.Ready)?.Reason is VersionReasons.InUse or VersionReasons.InvalidSpec => Lifecycle.Retired,
        _ => null,
    };
}
