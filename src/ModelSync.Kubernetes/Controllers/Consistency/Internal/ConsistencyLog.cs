using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

internal static partial class ConsistencyLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Owner} goes on although a cache has not shown {Write} for {Waited}: is its watch stuck?")]
    public static partial void GaveUp(this ILogger logger, Request owner, PendingWrite write, TimeSpan waited);
}
