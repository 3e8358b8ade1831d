using ModelSync.Kubernetes.Client;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>What travels along a simulated watch: a change, a bookmark, or its end.</summary>
/// <param name="Type">What is told.</param>
/// <param name="Json">The object; empty for a bookmark.</param>
/// <param name="Version">How far the watch has got.</param>
/// <param name="IsInitialEventsEnd">True for the bookmark behind the present objects.</param>
internal readonly record struct SimulatedFrame(WatchEventType Type, ReadOnlyMemory<byte> Json, long Version, bool IsInitialEventsEnd = false);
