using ModelSync.Api.Validation;
using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What was found out about a version, before it is put into conditions.</summary>
internal sealed record VersionView
{
    public required VersionSnapshot Snapshot { get; init; }

    public required VersionPins Pins { get; init; }

    /// <summary>What policies say; null until it is pinned.</summary>
    public required PolicyOpinion? Opinion { get; init; }

    /// <summary>The lifecycle that counts.</summary>
    public required Lifecycle Lifecycle { get; init; }

    public required bool IsInUse { get; init; }

    /// <summary>What is wrong with a change of the lifecycle.</summary>
    public required IReadOnlyList<FieldError> LifecycleErrors { get; init; }

    // The words are the validator's own, and a test holds the two together.
    /// <summary>InvalidSpec or UnsupportedField where the spec breaks a rule; null where it does not.</summary>
    public string? InvalidReason => Errors.Count == 0 ? null
        : Errors.All(error => error.Message.StartsWith("is an unknown field", StringComparison.Ordinal)) ? VersionReasons.UnsupportedField
        : VersionReasons.InvalidSpec;

    /// <summary>The rules that are broken.</summary>
    public string InvalidMessage => Texts.Sentence(Texts.Some([.. Errors.Select(error => error.ToString())], "; ", 5));

    /// <summary>Who serves it, in words.</summary>
    public string UsesInWords
    {
        get
        {
            var names = Snapshot.Uses.Select(use => $"{use.Namespace}/{use.Rollout}").Distinct(StringComparer.Ordinal).ToArray();
            return $"Served by {Texts.Some(names, ", ", 5)}";
        }
    }

    private IReadOnlyList<FieldError> Errors => LifecycleErrors.Count > 0 ? LifecycleErrors : Pins.Components is null ? Snapshot.Errors ?? [] : [];
}
