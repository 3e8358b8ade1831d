namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>A family as a scraper reads it; the name of an OpenMetrics counter has no <c>_total</c>.</summary>
internal sealed record ParsedFamily(string Name, string? Type, string? Help, string? Unit, IReadOnlyList<ParsedSample> Samples);
