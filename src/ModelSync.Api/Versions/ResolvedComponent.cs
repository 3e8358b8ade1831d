namespace ModelSync.Api.Versions;

/// <summary>A component as it was pinned.</summary>
public sealed record ResolvedComponent
{
    /// <summary>The component's name in the spec.</summary>
    public string? Name { get; init; }

    /// <summary>The pinned address, by digest where the source has digests.</summary>
    public string? Uri { get; init; }

    /// <summary>The digest.</summary>
    public string? Digest { get; init; }

    /// <summary>What the digest is worth.</summary>
    public DigestStrength? Strength { get; init; }

    /// <summary>The size in bytes, where known.</summary>
    public long? Size { get; init; }
}
