using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(EventId = 120, Level = LogLevel.Information,
        Message = "New connections are used because the {What} changed; requests under way finish on the old ones.")]
    public static partial void ConnectionsReplaced(ILogger logger, string what);

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "{Server} refused the credential and no other one can be had: {Reason}")]
    public static partial void NoFreshCredential(ILogger logger, Uri server, string reason);
}
