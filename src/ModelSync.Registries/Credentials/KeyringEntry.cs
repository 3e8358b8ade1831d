namespace ModelSync.Registries.Credentials;

/// <summary>A credential, and what it is for.</summary>
public sealed record KeyringEntry(RegistryPlace Place, RegistryCredential Credential);
