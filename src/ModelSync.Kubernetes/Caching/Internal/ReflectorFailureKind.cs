namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What went wrong, as far as it decides what to do next.</summary>
internal enum ReflectorFailureKind
{
    /// <summary>The connection failed, or what came was not the API's.</summary>
    NoAnswer,

    /// <summary>The server cannot answer now (429, 503, 504): the same question is worth asking again.</summary>
    Busy,

    /// <summary>The server refuses the question: the kind is not served (404), we may not (403), or anything else.</summary>
    Refused,

    /// <summary>The version or page is no longer kept (410).</summary>
    Expired,

    /// <summary>The server has not reached the version (kubernetes #92537).</summary>
    Behind,

    /// <summary>A list shows an older state than it was asked for.</summary>
    Stale,

    /// <summary>The server does not know how to begin a watch with a list.</summary>
    WatchListUnsupported,
}
