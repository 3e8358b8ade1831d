namespace ModelSync.Playground.Network;

/// <summary>An address and port within a virtual network.</summary>
internal readonly record struct VirtualAddress(string Host, int Port);
