using ModelSync.Api.Conditions;
using ModelSync.Api.Versions;
using ModelSync.Operator.Versions;
using ModelSync.Registries;

namespace ModelSync.Reference.Reasons;

/// <summary>The reasons of ModelVersion.</summary>
internal static class VersionChapter
{
    private static readonly string[] Refused = ["Ready False", "Stalled True", "Resolved False"];
    private static readonly string[] TriedAgain = ["Ready False", "Reconciling True", "Resolved False"];

    public static ReasonChapter Write() => new()
    {
        Title = "ModelVersion",
        Words = "Ready, Resolved, Verified, Accepted and InUse are always there; UpstreamMutated once components are pinned. Reconciling and Stalled are there while true, and never both.",
        Phases = typeof(ModelVersionPhase),
        Kstatus = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(ModelVersionPhase.Pending)] = "InProgress",
            [nameof(ModelVersionPhase.Resolving)] = "InProgress",
            [nameof(ModelVersionPhase.Ready)] = "Current",
            [nameof(ModelVersionPhase.Rejected)] = "Failed",
            [nameof(ModelVersionPhase.Failed)] = "Failed",
            [nameof(ModelVersionPhase.Deprecated)] = "Current; InProgress where it is retired and still in use",
            [nameof(ModelVersionPhase.Retired)] = "Current",
            [nameof(ModelVersionPhase.Quarantined)] = "Current; InProgress while rollouts still serve it",
        },
        Types = typeof(VersionConditions),
        Sources = [typeof(VersionReasons), typeof(RegistryProblem), typeof(ResolutionFailure), typeof(ConditionReasons)],
        Groups = [Fine(), Withdrawn(), Spec(), Registry()],
    };

    private static ReasonGroup Fine() => new("What is well, or on its way", "",
    [
        new(VersionReasons.Ready, "Ready True"),
        new(VersionReasons.Deprecated, "Ready True"),
        new(VersionReasons.Resolving, "Ready Unknown", "Reconciling True", "Resolved Unknown"),
        new(VersionReasons.Pending, "Verified Unknown", "Accepted Unknown"),
        new(VersionReasons.Pinned, "Resolved True"),
        new(VersionReasons.DigestsMatch, "Verified True"),
        new(VersionReasons.Accepted, "Accepted True"),
        new(VersionReasons.AcceptedWithWarnings, "Accepted True"),
        new(VersionReasons.Unchanged, "UpstreamMutated False"),
        new(VersionReasons.NoTags, "UpstreamMutated False"),
        new(VersionReasons.UpstreamMutated, "UpstreamMutated True"),
        new(VersionReasons.Serving, "InUse True"),
        new(VersionReasons.NotUsed, "InUse False"),
    ]);

    private static ReasonGroup Withdrawn() => new("Out of use", "A version that was put out of use, and is, is Ready: what was declared is in force.",
    [
        new(VersionReasons.Retired, "Ready True", "Resolved Unknown"),
        new(VersionReasons.Quarantined, "Ready True", "Resolved Unknown"),
        new(VersionReasons.InUse, "Ready False", "Reconciling True"),
    ]);

    private static ReasonGroup Spec() => new("Refused", "By the rules of the kind, by the pins, or by a policy.",
    [
        new(VersionReasons.InvalidSpec, "Ready False", "Stalled True", "Resolved Unknown", "Accepted False"),
        new(VersionReasons.UnsupportedField, "Ready False", "Stalled True", "Resolved Unknown", "Accepted False"),
        new(VersionReasons.SpecMutated, "Ready False", "Stalled True", "Verified False"),
        new(VersionReasons.UnsupportedSource, Refused),
        new(VersionReasons.DigestMismatch, [.. Refused, "Verified False"]),
        new(ConditionReasons.PolicyViolated, "Ready False", "Stalled True", "Accepted False"),
        new(ConditionReasons.VersionDenied, "Ready False", "Stalled True", "Accepted False"),
    ]);

    private static ReasonGroup Registry() => new("What a registry says", "All of them are tried again; those with Reconciling may mend themselves.",
    [
        new(nameof(RegistryProblem.InvalidReference), Refused),
        new(nameof(RegistryProblem.ArtifactNotFound), Refused),
        new(nameof(RegistryProblem.RegistryUnauthorized), Refused),
        new(nameof(RegistryProblem.RegistryForbidden), Refused),
        new(nameof(RegistryProblem.RegistryNotTrusted), Refused),
        new(nameof(RegistryProblem.RegistryAddressRefused), Refused),
        new(nameof(RegistryProblem.UnsupportedArtifact), Refused),
        new(nameof(RegistryProblem.RegistryRateLimited), TriedAgain),
        new(nameof(RegistryProblem.RegistryUnreachable), TriedAgain),
        new(nameof(RegistryProblem.RegistryError), TriedAgain),
        new(ResolutionFailure.PullSecretUnavailable, TriedAgain),
    ]);
}
