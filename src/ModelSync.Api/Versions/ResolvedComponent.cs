using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>A component as it was pinned.</summary>
public sealed record ResolvedComponent
{
    /// <summary>The component's name in the spec.</summary>
    [Required, Length(1, 40)]
    public string? Name { get; init; }

    /// <summary>The pinned address, by digest where the source has digests.</summary>
    [Length(1, Limits.Uri)]
    public string? Uri { get; init; }

    /// <summary>The digest.</summary>
    [Length(1, Limits.Digest)]
    public string? Digest { get; init; }

    /// <summary>What the digest proves.</summary>
    public DigestStrength? Strength { get; init; }

    /// <summary>The size in bytes, where known.</summary>
    [Range(0, Limits.MaxInteger)]
    public long? Size { get; init; }
}
