namespace ModelSync.Benchmarks.Peers;

/// <summary>What reading the list once took.</summary>
/// <param name="Seconds">From the start of the connection to the last byte.</param>
/// <param name="Bytes">How long the list is.</param>
public sealed record CurlFigures(double Seconds, double Bytes);
