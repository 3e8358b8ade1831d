using ModelSync.Api.Schema;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Policies;

/// <summary>What the digests of components must be worth.</summary>
public sealed record DigestStrengthRule : SpecPart
{
    /// <summary>The least strength of the digest of every component.</summary>
    [Required]
    public DigestStrength? Minimum { get; init; }
}
