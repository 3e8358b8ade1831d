using ModelSync.Registries.Credentials;

namespace ModelSync.Registries;

/// <summary>Learns digests from registries; thread-safe.</summary>
public interface IArtifactRegistry
{
    /// <summary>The artifact that the reference names now, or the one of <paramref name="digest"/>; its digest is computed over the bytes.</summary>
    Task<RegistryResult<RegistryManifest>> ResolveAsync(ImageReference reference, string? digest, Keyring keyring, CancellationToken cancellationToken);

    /// <summary>The digest that the reference's tag has now, as the registry says; costs it next to nothing.</summary>
    Task<RegistryResult<RegistryManifest>> PeekAsync(ImageReference reference, Keyring keyring, CancellationToken cancellationToken);
}
