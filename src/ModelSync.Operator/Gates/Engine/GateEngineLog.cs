using Microsoft.Extensions.Logging;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Engine;

internal static partial class GateEngineLog
{
    [LoggerMessage(1, LogLevel.Debug, "Gate {Gate} of {Rollout} in {Cluster}, epoch {Epoch}: {Outcome} {Value} ({Message})")]
    public static partial void Measured(
        this ILogger logger, NamespacedName rollout, ClusterName cluster, string gate, long epoch, MeasurementOutcome outcome, decimal? value, string? message);

    [LoggerMessage(2, LogLevel.Error, "Gate {Gate} of {Rollout} could not be measured: an exception that nobody expected")]
    public static partial void Unexpected(this ILogger logger, Exception exception, NamespacedName rollout, string gate);

    [LoggerMessage(3, LogLevel.Warning, "What gate {Gate} of {Rollout} left behind was not removed: {Problem}")]
    public static partial void NotCleanedUp(this ILogger logger, NamespacedName rollout, string gate, string problem);

    [LoggerMessage(4, LogLevel.Error, "The reconcile of {Rollout} could not be woken after a measurement")]
    public static partial void NotWoken(this ILogger logger, Exception exception, NamespacedName rollout);
}
