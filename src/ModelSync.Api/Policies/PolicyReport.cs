using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>What one rule of a policy says about an object.</summary>
public sealed record PolicyReport
{
    /// <summary>The policy, as Kind/name.</summary>
    [Required, Length(1, 320)]
    public string? Policy { get; init; }

    /// <summary>The rule's name in the policy.</summary>
    [Required, Length(1, Limits.Label)]
    public string? Rule { get; init; }

    /// <summary>What it says.</summary>
    public PolicyVerdict? Verdict { get; init; }

    /// <summary>The observed value, the limit and the remedy, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }
}
