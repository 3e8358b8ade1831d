using Microsoft.Extensions.Logging;

namespace ModelSync.Playground.Nodes;

internal sealed partial class SimulatedNodesLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "Watching pods failed and goes on shortly: {Reason}")]
    public partial void WatchFailed(string reason);

    [LoggerMessage(2, LogLevel.Warning, "Pod {Pod} could not be updated and is tried again: {Reason}")]
    public partial void PodFailed(string pod, string reason);

    [LoggerMessage(3, LogLevel.Error, "The API server refuses what the simulated node says about pod {Pod}: {Reason}")]
    public partial void PodRefused(string pod, string reason);
}
