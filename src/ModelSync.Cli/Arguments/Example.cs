namespace ModelSync.Cli.Arguments;

/// <summary>A line to copy.</summary>
/// <param name="Why">What it is for.</param>
/// <param name="Line">What stands after `kubectl modelsync`.</param>
internal sealed record Example(string Why, string Line);
