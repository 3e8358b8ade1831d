namespace ModelSync.Registries;

/// <summary>Why a registry gave no answer that could be used; the names are the reasons of conditions and Events.</summary>
public enum RegistryProblem
{
    /// <summary>The reference cannot be read.</summary>
    InvalidReference,

    /// <summary>There is no such artifact.</summary>
    ArtifactNotFound,

    /// <summary>The registry wants to know who asks, and does not accept what it was told.</summary>
    RegistryUnauthorized,

    /// <summary>The registry knows who asks, and refuses.</summary>
    RegistryForbidden,

    /// <summary>The registry asks to come again later.</summary>
    RegistryRateLimited,

    /// <summary>The bytes are not those that the digest is of.</summary>
    DigestMismatch,

    /// <summary>Nobody answers.</summary>
    RegistryUnreachable,

    /// <summary>The registry cannot prove who it is.</summary>
    RegistryNotTrusted,

    /// <summary>The address is one that is not connected to for those who name it.</summary>
    RegistryAddressRefused,

    /// <summary>The registry answers, but not as the distribution specification says.</summary>
    RegistryError,

    /// <summary>What the reference names is no artifact that can be pinned.</summary>
    UnsupportedArtifact,

    /// <summary>The component is at an address that nothing can be pinned at.</summary>
    UnsupportedSource,

    /// <summary>The registry has as many requests of ours as it gets at once: nothing was asked, and nothing is learned.</summary>
    RegistryBusy,
}
