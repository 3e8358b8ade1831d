using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What all findings come to.</summary>
/// <remarks>
/// <code>
///                                   phase         Ready     kstatus
/// withdrawn, out of use             Quarantined   True      Current     what was declared is in force: a GitOps tool that waits
/// retired, out of use               Retired       True      Current     must not hang on a version that was put out of use
/// withdrawn, still served           Quarantined   False     InProgress  Reconciling: rollouts are on their way
/// retired, still served             Deprecated    False     InProgress  until somebody moves the rollouts
/// breaks a rule, or a policy denies Rejected      False     Failed      Stalled
/// spec changed behind the pins      Failed        False     Failed      Stalled
/// a registry says no                Failed        False     Failed      Stalled; tried again all the same
/// a registry does not answer        Resolving     False     InProgress  Reconciling
/// not resolved yet                  Resolving     Unknown   InProgress  Reconciling
/// to be used                        Ready or Deprecated     True        Current
/// </code>
/// </remarks>
/// <param name="Phase">The summary for people.</param>
/// <param name="Ready">The condition Ready.</param>
/// <param name="Progress">Reconciling, Stalled or neither.</param>
internal sealed record VersionVerdict(ModelVersionPhase Phase, Finding Ready, Finding? Progress)
{
    /// <summary>What is wrong with a spec that was changed.</summary>
    public const string Mutated =
        "The spec is not the one that was pinned, and the pins stay: put it back as it was, or create a new ModelVersion with another version.";

    /// <summary>The first thing that stands in the way decides.</summary>
    public static VersionVerdict Of(VersionView view) => OfLifecycle(view) ?? OfProblem(view) ?? (view.Lifecycle is Lifecycle.Deprecated
        ? Fine(ModelVersionPhase.Deprecated, VersionReasons.Deprecated, $"It may still be used as {view.Pins.PackageDigest}, but is deprecated.")
        : Fine(ModelVersionPhase.Ready, VersionReasons.Ready, $"Pinned and accepted as {view.Pins.PackageDigest}."));

    private static VersionVerdict? OfLifecycle(VersionView view)
    {
        var (phase, word) = view.Lifecycle switch
        {
            Lifecycle.Quarantined => (ModelVersionPhase.Quarantined, "withdrawn"),
            Lifecycle.Retired => (view.IsInUse ? ModelVersionPhase.Deprecated : ModelVersionPhase.Retired, "retired"),
            _ => (default, string.Empty),
        };
        if (word.Length == 0)
        {
            return null;
        }

        if (view.LifecycleErrors.Count > 0)
        {
            return Stalled(phase, VersionReasons.InvalidSpec, view.InvalidMessage);
        }

        if (!view.IsInUse)
        {
            return phase is ModelVersionPhase.Quarantined
                ? Fine(phase, VersionReasons.Quarantined, "It is withdrawn, and no rollout serves it.")
                : Fine(phase, VersionReasons.Retired, "It is retired, and no rollout serves it.");
        }

        return phase is ModelVersionPhase.Quarantined
            ? Moving(phase, VersionReasons.InUse, $"It is {word}, and leaves the traffic. {view.UsesInWords}.")
            : Waiting(phase, VersionReasons.InUse, $"It is {word} as soon as no rollout serves it. {view.UsesInWords}: name another version there.");
    }

    private static VersionVerdict? OfProblem(VersionView view)
    {
        if (view.InvalidReason is { } invalid)
        {
            return Stalled(ModelVersionPhase.Rejected, invalid, view.InvalidMessage);
        }

        if (view.Pins.IsMutated)
        {
            return Stalled(ModelVersionPhase.Failed, VersionReasons.SpecMutated, Mutated);
        }

        if (view.Pins.Failure is { } failure)
        {
            var message = Texts.Sentence(failure.Message);
            return failure.IsTransient
                ? Moving(ModelVersionPhase.Resolving, failure.Reason, message)
                : Stalled(ModelVersionPhase.Failed, failure.Reason, message);
        }

        if (view.Opinion is not { } opinion)
        {
            const string Message = "The components are being resolved.";
            return new VersionVerdict(
                ModelVersionPhase.Resolving,
                Finding.Unknown(VersionConditions.Ready, VersionReasons.Resolving, Message),
                Finding.True(VersionConditions.Reconciling, VersionReasons.Resolving, Message));
        }

        return opinion.Accepted.Status is "False" ? Stalled(ModelVersionPhase.Rejected, opinion.Accepted.Reason, opinion.Accepted.Message) : null;
    }

    private static VersionVerdict Fine(ModelVersionPhase phase, string reason, string message) =>
        new(phase, Finding.True(VersionConditions.Ready, reason, message), null);

    private static VersionVerdict Waiting(ModelVersionPhase phase, string reason, string message) =>
        new(phase, Finding.False(VersionConditions.Ready, reason, message), null);

    private static VersionVerdict Stalled(ModelVersionPhase phase, string reason, string message) => new(
        phase, Finding.False(VersionConditions.Ready, reason, message), Finding.True(VersionConditions.Stalled, reason, message));

    private static VersionVerdict Moving(ModelVersionPhase phase, string reason, string message) => new(
        phase, Finding.False(VersionConditions.Ready, reason, message), Finding.True(VersionConditions.Reconciling, reason, message));
}
