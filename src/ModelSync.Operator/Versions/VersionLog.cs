using Microsoft.Extensions.Logging;

namespace ModelSync.Operator.Versions;

internal static partial class VersionLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The version is pinned as {PackageDigest}.")]
    public static partial void Pinned(ILogger logger, string? packageDigest);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The version cannot be pinned yet ({Reason}): {Message}")]
    public static partial void NotPinned(ILogger logger, string reason, string message);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "Somebody else has written the version: it is looked at again.")]
    public static partial void Conflict(ILogger logger);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "The API server refuses the status: are the CRDs of this build installed? {Message}")]
    public static partial void StatusRefused(ILogger logger, string message);
}
