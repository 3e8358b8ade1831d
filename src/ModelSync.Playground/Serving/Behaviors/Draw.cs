namespace ModelSync.Playground.Serving.Behaviors;

/// <summary>What chance decides about one inference.</summary>
internal readonly record struct Draw(TimeSpan Latency, bool Fails);
