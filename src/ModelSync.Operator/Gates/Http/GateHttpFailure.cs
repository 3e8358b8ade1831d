namespace ModelSync.Operator.Gates.Http;

/// <summary>Why a request had no answer that could be used.</summary>
internal enum GateHttpFailure
{
    /// <summary>The operator does not connect to such an address.</summary>
    Refused,

    /// <summary>Nobody answers there.</summary>
    Unreachable,

    /// <summary>What lies between, a proxy or the API server, does not do its work.</summary>
    Way,

    /// <summary>The certificate is not trusted, or TLS failed in another way.</summary>
    Tls,

    /// <summary>The answer is none that HTTP allows, or broke off.</summary>
    Broken,

    /// <summary>The answer is too large.</summary>
    TooLarge,

    /// <summary>The answer leads elsewhere.</summary>
    Redirect,
}
