namespace ModelSync.Playground.Serving;

/// <summary>One line of a container's output.</summary>
public readonly record struct LogLine(DateTimeOffset Time, string Text);
