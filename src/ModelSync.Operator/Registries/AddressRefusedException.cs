namespace ModelSync.Operator.Registries;

/// <summary>A name that a user wrote leads to an address that the operator does not connect to for users.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
