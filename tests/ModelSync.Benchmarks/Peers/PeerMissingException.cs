namespace ModelSync.Benchmarks.Peers;

/// <summary>What we would be measured beside cannot be had on this machine; the message says why.</summary>
public sealed class PeerMissingException(string message) : Exception(message);
