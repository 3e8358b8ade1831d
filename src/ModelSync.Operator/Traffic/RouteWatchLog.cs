using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Traffic;

/// <summary>What the watch over routes tells.</summary>
internal static partial class RouteWatchLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster {Cluster} serves {Kind} ({ApiVersion}): its routes are watched")]
    public static partial void Found(ILogger logger, ClusterName cluster, string kind, string apiVersion);

    [LoggerMessage(Level = LogLevel.Warning, Message = "It can't be told which routes cluster {Cluster} serves: {Reason}")]
    public static partial void Failed(ILogger logger, ClusterName cluster, string reason);
}
