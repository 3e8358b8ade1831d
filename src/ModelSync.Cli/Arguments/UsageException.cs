namespace ModelSync.Cli.Arguments;

/// <summary>Something about the command line is wrong; the message names it and the remedy.</summary>
internal sealed class UsageException(string message) : Exception(message);
