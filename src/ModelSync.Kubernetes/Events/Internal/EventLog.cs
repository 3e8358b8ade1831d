using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Events.Internal;

internal static partial class EventLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Count} Events were lost since this was last said; the last one, {Reason} about {Regarding}: {Cause}")]
    public static partial void Lost(this ILogger logger, long count, string reason, string regarding, string cause);
}
