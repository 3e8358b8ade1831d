namespace ModelSync.Playground.Faults;

/// <summary>What has gone through a proxy since its start.</summary>
/// <param name="Accepted">Connections accepted.</param>
/// <param name="Open">Connections open now.</param>
/// <param name="BytesToServer">Bytes handed to the server.</param>
/// <param name="BytesToClient">Bytes handed to clients.</param>
/// <param name="BytesLost">Bytes that vanished in a black hole.</param>
public sealed record ProxyCounters(long Accepted, int Open, long BytesToServer, long BytesToClient, long BytesLost);
