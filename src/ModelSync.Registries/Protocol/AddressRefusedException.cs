namespace ModelSync.Registries.Protocol;

/// <summary>A name that a user wrote leads to an address that is not connected to for users.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
