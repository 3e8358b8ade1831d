using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>What is logged about clusters: changes of state, never single probes.</summary>
internal static partial class ClusterLog
{
    public static void Changed(ILogger logger, ClusterEvent told)
    {
        if (told.Status.Message is { } reason)
        {
            StateExplained(logger, told.Cluster.Name.ToString(), told.Status.State, reason);
        }
        else
        {
            StateChanged(logger, told.Cluster.Name.ToString(), told.Status.State);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Cluster {Cluster} is {State}")]
    private static partial void StateChanged(ILogger logger, string cluster, ClusterState state);

    [LoggerMessage(2, LogLevel.Warning, "Cluster {Cluster} is {State}: {Reason}")]
    private static partial void StateExplained(ILogger logger, string cluster, ClusterState state, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Cluster {Cluster}: its client could not be made, and is tried again")]
    public static partial void ClientNotMade(ILogger logger, Exception exception, string cluster);

    [LoggerMessage(4, LogLevel.Warning, "Cluster {Cluster}: a client could not be closed")]
    public static partial void ClientNotClosed(ILogger logger, Exception exception, string cluster);

    [LoggerMessage(5, LogLevel.Warning, "Cluster {Cluster}: what ran for it has not ended within {Timeout}, its client is closed all the same")]
    public static partial void NotEndedInTime(ILogger logger, string cluster, TimeSpan timeout);

    [LoggerMessage(6, LogLevel.Error, "Cluster {Cluster}: who was told of its removal failed")]
    public static partial void RemovalCallbackFailed(ILogger logger, Exception exception, string cluster);

    [LoggerMessage(7, LogLevel.Information, "Cluster {Cluster}: the configuration was exchanged")]
    public static partial void Exchanged(ILogger logger, string cluster);
}
