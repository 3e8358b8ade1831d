using ModelSync.Api.Versions;

namespace ModelSync.Api.Policies;

/// <summary>What the digests of components must be worth.</summary>
public sealed record DigestStrengthRule
{
    /// <summary>The least strength of every component.</summary>
    public DigestStrength? Minimum { get; init; }
}
