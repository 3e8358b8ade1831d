using Microsoft.Extensions.Logging;

namespace ModelSync.Operator.Program;

/// <summary>What the process tells.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "ModelSync {Version} starts; it looks after namespaces {Namespaces}, or all where none is named")]
    public static partial void Starts(ILogger logger, string version, IReadOnlyList<string>? namespaces);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API server does not answer yet: {Reason}")]
    public static partial void NotReached(ILogger logger, string reason);
}
