using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Auth;

internal static partial class AuthLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "{Paths} changed and is in use now.")]
    public static partial void FileReloaded(ILogger logger, string paths);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "{Paths} cannot be read again, the last good content stays in use: {Reason}")]
    public static partial void FileNotReloaded(ILogger logger, string paths, string reason);

    [LoggerMessage(EventId = 110, Level = LogLevel.Debug, Message = "Asking {Command} for a credential.")]
    public static partial void PluginStarts(ILogger logger, string command);

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "{Command} said: {StandardError}")]
    public static partial void PluginSaid(ILogger logger, string command, string standardError);

    [LoggerMessage(EventId = 112, Level = LogLevel.Warning,
        Message = "{Command} gave no new credential, the present one is used until it ends at {Expires:O}: {Reason}")]
    public static partial void EarlyRefreshFailed(ILogger logger, string command, DateTimeOffset expires, string reason);

    [LoggerMessage(EventId = 113, Level = LogLevel.Warning, Message = "{Command} gave no credential, requests fail until it does: {Reason}")]
    public static partial void NoCredential(ILogger logger, string command, string reason);
}
