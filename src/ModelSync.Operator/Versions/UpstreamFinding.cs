namespace ModelSync.Operator.Versions;

/// <summary>What a tag leads to now.</summary>
/// <param name="Component">The component.</param>
/// <param name="Digest">The digest; null where the tag is gone.</param>
internal sealed record UpstreamFinding(string Component, string? Digest);
