namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Why a reflector lists.</summary>
internal enum RelistReason
{
    /// <summary>Nothing was listed yet.</summary>
    First,

    /// <summary>The version from which to go on is no longer kept.</summary>
    Expired,

    /// <summary>The server ended the watch with an error, or refused it for good, or broke it again and again.</summary>
    Error,

    /// <summary>The server has not reached the version that we have seen.</summary>
    Behind,

    /// <summary>The server showed an older state than the one that we have seen, though it was asked not to.</summary>
    Stale,

    /// <summary>The token of a further page is no longer kept.</summary>
    PageExpired,

    /// <summary>The server names no version from which to go on.</summary>
    Unresumable,
}
