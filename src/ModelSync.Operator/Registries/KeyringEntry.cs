namespace ModelSync.Operator.Registries;

/// <summary>A credential, and what it is for.</summary>
internal sealed record KeyringEntry(RegistryPlace Place, RegistryCredential Credential);
