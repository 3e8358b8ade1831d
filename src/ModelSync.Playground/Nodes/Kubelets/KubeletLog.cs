using Microsoft.Extensions.Logging;

namespace ModelSync.Playground.Nodes.Kubelets;

internal sealed partial class KubeletLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Warning, "Pod {Pod} could not be updated and is tried again: {Reason}")]
    public partial void PodFailed(string pod, string reason);

    [LoggerMessage(2, LogLevel.Error, "The API server refuses what the simulated node says about pod {Pod}: {Reason}")]
    public partial void PodRefused(string pod, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The model server of pod {Pod} could not be started and is tried again: {Reason}")]
    public partial void ServerFailed(string pod, string reason);

    [LoggerMessage(4, LogLevel.Information, "Event {Reason} of pod {Pod} is lost: {Cause}")]
    public partial void EventLost(string reason, string pod, string cause);

    [LoggerMessage(5, LogLevel.Warning, "{Count} events are lost, because events come faster than the API server takes them")]
    public partial void EventsOverflow(long count);

    [LoggerMessage(6, LogLevel.Information, "The heartbeat of node {Node} failed and comes again: {Reason}")]
    public partial void HeartbeatFailed(string node, string reason);
}
