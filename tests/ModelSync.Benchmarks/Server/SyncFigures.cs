namespace ModelSync.Benchmarks.Server;

/// <summary>What one first sync cost; the line that each program under measurement prints.</summary>
/// <param name="Objects">How many objects are in the cache.</param>
/// <param name="Seconds">From the start of the informer until it has synced, in a fresh process.</param>
/// <param name="RetainedBytesPerObject">What the cache keeps.</param>
/// <param name="AllocBytesPerObject">What was allocated on the way.</param>
/// <param name="WarmSeconds">The same once more in the same process; null where that is not measured.</param>
public sealed record SyncFigures(int Objects, double Seconds, double RetainedBytesPerObject, double AllocBytesPerObject, double? WarmSeconds = null);
