using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>One part of a package.</summary>
public sealed record ModelComponent
{
    /// <summary>The part's name, unique in the package.</summary>
    [Required, Length(1, 40), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>What the part is for.</summary>
    [Required]
    public ComponentRole? Role { get; init; }

    /// <summary>Where the part is: oci://HOST/REPOSITORY:TAG, https://HOST/PATH, pvc://CLAIM/PATH, or with role Image a plain image reference.</summary>
    [Required, Length(1, Limits.Uri)]
    public string? Uri { get; init; }

    /// <summary>The digest of the part, as sha256:HEX. Left out, it is resolved once and pinned.</summary>
    [Length(71, 71), Pattern(Patterns.Digest, Patterns.DigestInWords)]
    public string? Digest { get; init; }
}
