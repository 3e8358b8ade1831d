namespace ModelSync.Api.Versions;

/// <summary>What a digest proves; ordered, so that a policy can demand at least one of them.</summary>
public enum DigestStrength
{
    /// <summary>Nothing ties it to the bytes, as with a path in a volume.</summary>
    Weak,

    /// <summary>Somebody else says so, as with a declared hash of a download.</summary>
    Provider,

    /// <summary>It was computed or is checked over the very bytes.</summary>
    Content,
}
