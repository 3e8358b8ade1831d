namespace ModelSync.Playground.Serving.Metrics;

/// <summary>A family of metrics as its runtime declares it; help is null where the runtime writes none.</summary>
internal sealed record MetricFamily(string Name, MetricKind Kind, string? Help, double[]? Bounds = null);
