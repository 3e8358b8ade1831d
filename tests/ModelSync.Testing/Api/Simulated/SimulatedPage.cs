namespace ModelSync.Testing.Api.Simulated;

/// <summary>One page of a list.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Version">The state that all pages show.</param>
/// <param name="Continue">Where the next page begins; null on the last one.</param>
internal sealed record SimulatedPage(IReadOnlyList<SimulatedObject> Items, long Version, string? Continue);
