using ModelSync.Registries;

namespace ModelSync.Operator.Versions;

/// <summary>The reasons of a ModelVersion's conditions and Events, besides those of registries and policies.</summary>
internal static class VersionReasons
{
    /// <summary>It was not looked at to its end yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Registries are being asked.</summary>
    public const string Resolving = "Resolving";

    /// <summary>Every component is pinned.</summary>
    public const string Pinned = "Pinned";

    /// <summary>The pins are what the spec says.</summary>
    public const string DigestsMatch = "DigestsMatch";

    /// <summary>The package is another one than spec.packageDigest says.</summary>
    /// <remarks>Push what was meant, or create the ModelVersion again with the right digest.</remarks>
    public const string DigestMismatch = "DigestMismatch";

    /// <summary>The spec changed after its components were pinned.</summary>
    /// <remarks>Put the spec back as it was, or create a new ModelVersion with another version.</remarks>
    public const string SpecMutated = "SpecMutated";

    /// <summary>No rule and no policy stands against it.</summary>
    public const string Accepted = "Accepted";

    /// <summary>It is accepted, and a policy warns.</summary>
    /// <remarks>Read the message: it names policy, rule, observed value and limit.</remarks>
    public const string AcceptedWithWarnings = "AcceptedWithWarnings";

    /// <summary>A field breaks a rule.</summary>
    /// <remarks>Change the field that the message names; <c>kubectl modelsync lint</c> judges a manifest before it is applied.</remarks>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A field is one that this build does not act on.</summary>
    /// <remarks>Take out the field that the message names, or install a ModelSync that knows it.</remarks>
    public const string UnsupportedField = "UnsupportedField";

    /// <summary>The operator cannot fetch from such an address.</summary>
    /// <remarks>Use one of the kinds of addresses that the message names.</remarks>
    public const string UnsupportedSource = nameof(RegistryProblem.UnsupportedSource);

    /// <summary>Rollouts serve it, or would go back to it.</summary>
    public const string Serving = "Serving";

    /// <summary>No rollout serves it.</summary>
    public const string NotUsed = "NotUsed";

    /// <summary>It is withdrawn or retired, and rollouts still serve it.</summary>
    /// <remarks>Wait where it was quarantined; where it is retired, name another version in the rollouts that serve it.</remarks>
    public const string InUse = "InUse";

    /// <summary>The tags lead where they led.</summary>
    public const string Unchanged = "Unchanged";

    /// <summary>No component was resolved from a tag.</summary>
    public const string NoTags = "NoTags";

    /// <summary>A tag leads elsewhere, or is gone.</summary>
    /// <remarks>Nothing changes what is pinned. Find out who moved the tag, and name digests instead.</remarks>
    public const string UpstreamMutated = "UpstreamMutated";

    /// <summary>It may be used.</summary>
    public const string Ready = "Ready";

    /// <summary>It may be used, with a warning.</summary>
    /// <remarks>Plan to name another version.</remarks>
    public const string Deprecated = "Deprecated";

    /// <summary>It is not started again.</summary>
    public const string Retired = "Retired";

    /// <summary>It is withdrawn.</summary>
    public const string Quarantined = "Quarantined";
}
