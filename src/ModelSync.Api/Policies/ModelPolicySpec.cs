using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>Rules, and what they are about.</summary>
public sealed record ModelPolicySpec : SpecPart
{
    /// <summary>What the rules are about; a member that is left out matches everything, an empty list is refused.</summary>
    public PolicyMatch? Match { get; init; }

    /// <summary>What an objection leads to.</summary>
    [Default(nameof(PolicyEnforcement.Enforce))]
    public PolicyEnforcement? Enforcement { get; init; }

    /// <summary>The rules; all of them have to hold.</summary>
    [Required, Items(32, Min = 1), ListMap("name")]
    public IReadOnlyList<PolicyRule>? Rules { get; init; }
}
