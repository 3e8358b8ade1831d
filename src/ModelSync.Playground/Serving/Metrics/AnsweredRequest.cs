namespace ModelSync.Playground.Serving.Metrics;

/// <summary>A request that was answered, of whatever kind.</summary>
internal readonly record struct AnsweredRequest(string Method, string Route, int Status, TimeSpan Duration);
