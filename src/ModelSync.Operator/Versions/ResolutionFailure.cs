using ModelSync.Kubernetes.Meta;
using ModelSync.Registries;

namespace ModelSync.Operator.Versions;

/// <summary>Why a version could not be pinned.</summary>
/// <param name="Reason">The reason of the condition, in CamelCase.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record ResolutionFailure(string Reason, string Message)
{
    /// <summary>A pull secret could not be read, because the API server did not answer.</summary>
    /// <remarks>Wait: it is tried again by itself.</remarks>
    public const string PullSecretUnavailable = "PullSecretUnavailable";

    /// <summary>Whether it may mend itself. Known by the reason alone, so that it can be told from a status after a restart.</summary>
    public bool IsTransient => Reason is PullSecretUnavailable
        or nameof(RegistryProblem.RegistryUnreachable)
        or nameof(RegistryProblem.RegistryRateLimited)
        or nameof(RegistryProblem.RegistryError);

    /// <summary>The failure that a condition tells of; null where it tells of none.</summary>
    public static ResolutionFailure? Of(Condition? resolved) =>
        resolved is { Status: "False", Reason: { } reason } ? new ResolutionFailure(reason, resolved.Message ?? string.Empty) : null;
}
