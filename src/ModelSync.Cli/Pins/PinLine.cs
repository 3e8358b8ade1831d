using ModelSync.Cli.Lint;

namespace ModelSync.Cli.Pins;

/// <summary>One component that was pinned.</summary>
/// <param name="Place">Where its uri stands.</param>
/// <param name="Version">The name of the ModelVersion.</param>
/// <param name="Component">Its name.</param>
/// <param name="Uri">What it names.</param>
/// <param name="Digest">What that is.</param>
internal sealed record PinLine(YamlPlace Place, string Version, string Component, string Uri, string Digest);
