using ModelSync.Api.Conditions;

namespace ModelSync.Core.Policies;

/// <summary>Whether a version may go to an environment at all; both answers are independent of policies.</summary>
public static class TargetCheck
{
    /// <summary>The reason of <see cref="FindMismatch"/>.</summary>
    public const string EnvironmentMismatch = ConditionReasons.EnvironmentMismatch;

    /// <summary>The reason of <see cref="FindNotAllowed"/>.</summary>
    public const string TargetNotAllowed = ConditionReasons.TargetNotAllowed;

    /// <summary>Says that the environment which the rollout's author expects is not the target's; null when it is, or when none is expected.</summary>
    public static string? FindMismatch(string? expected, string? environment, string target) =>
        expected is null || string.Equals(expected, environment, StringComparison.Ordinal)
            ? null
            : $"spec.environment is \"{expected}\", but {target} is in {Name(environment)}: "
                + $"change spec.environment, or the label {EnvironmentResolver.Label} of the cluster or namespace";

    /// <summary>Says that the version is not made for the environment; null when it is.</summary>
    public static string? FindNotAllowed(string version, IReadOnlyList<string>? deploymentTargets, string? environment) =>
        deploymentTargets is null || (environment is not null && deploymentTargets.Contains(environment, StringComparer.Ordinal))
            ? null
            : $"{version} has deploymentTargets [{string.Join(", ", deploymentTargets)}], and the target is in {Name(environment)}: "
                + "use a version that is made for it";

    private static string Name(string? environment) => environment is null ? "no environment" : $"\"{environment}\"";
}
