namespace ModelSync.Registries;

/// <summary>Why a registry gave no answer that could be used; the names are the reasons of conditions and Events.</summary>
public enum RegistryProblem
{
    /// <summary>The reference cannot be read.</summary>
    /// <remarks>Correct the uri of the component.</remarks>
    InvalidReference,

    /// <summary>There is no such artifact.</summary>
    /// <remarks>Push the artifact, or correct the uri.</remarks>
    ArtifactNotFound,

    /// <summary>The registry wants to know who asks, and does not accept what it was told.</summary>
    /// <remarks>Name a pull secret for the registry in spec.pullSecrets, or renew the one that is there.</remarks>
    RegistryUnauthorized,

    /// <summary>The registry knows who asks, and refuses.</summary>
    /// <remarks>Let the account of the pull secret read the repository.</remarks>
    RegistryForbidden,

    /// <summary>The registry asks to come again later.</summary>
    /// <remarks>Wait: it is tried again by itself. A pull secret often gives a higher limit.</remarks>
    RegistryRateLimited,

    /// <summary>The bytes are not those that the digest is of.</summary>
    /// <remarks>Push what was meant, or create the ModelVersion again with the right digest.</remarks>
    DigestMismatch,

    /// <summary>Nobody answers.</summary>
    /// <remarks>Look at the network, DNS and NetworkPolicies between operator and registry; it is tried again by itself.</remarks>
    RegistryUnreachable,

    /// <summary>The registry cannot prove who it is.</summary>
    /// <remarks>Give the operator's image the registry's certificate authority, or the registry a certificate that is trusted.</remarks>
    RegistryNotTrusted,

    /// <summary>The address is one that is not connected to for those who name it.</summary>
    /// <remarks>Use a registry at another address: link-local and metadata addresses are refused, and those of the API server.</remarks>
    RegistryAddressRefused,

    /// <summary>The registry answers, but not as the distribution specification says.</summary>
    /// <remarks>Wait: it is tried again by itself. The message says what the registry answered.</remarks>
    RegistryError,

    /// <summary>What the reference names is no artifact that can be pinned.</summary>
    /// <remarks>Check that the uri names an artifact, and push it with a current tool such as oras, docker or skopeo.</remarks>
    UnsupportedArtifact,

    /// <summary>The component is at an address that nothing can be pinned at.</summary>
    /// <remarks>Use one of the kinds of addresses that the message names.</remarks>
    UnsupportedSource,

    /// <summary>The registry has as many requests of ours as it gets at once: nothing was asked, and nothing is learned.</summary>
    RegistryBusy,
}
