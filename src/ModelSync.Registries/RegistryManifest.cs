namespace ModelSync.Registries;

/// <summary>What is known of an artifact.</summary>
/// <param name="Digest">The digest: of an index where the reference names one, because that is what every platform pulls by.</param>
/// <param name="Size">The bytes of all layers; null for an index, whose platforms have a size each and none together.</param>
public sealed record RegistryManifest(string Digest, long? Size);
