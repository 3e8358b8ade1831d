using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Running;

internal static partial class ControllerLog
{
    [LoggerMessage(EventId = 300, Level = LogLevel.Error, Message = "Reconciling {Request} failed, the {Failures}. time in a row; next try in {Delay}.")]
    public static partial void Failed(ILogger logger, Request request, int failures, TimeSpan delay, Exception exception);

    [LoggerMessage(EventId = 301, Level = LogLevel.Error, Message = "Reconciling {Request} failed for good; it is tried again only when something changes.")]
    public static partial void Terminal(ILogger logger, Request request, Exception exception);

    [LoggerMessage(EventId = 302, Level = LogLevel.Debug, Message = "Reconciling {Request} met a newer state ({Message}); next try in {Delay}.")]
    public static partial void Conflict(ILogger logger, Request request, string message, TimeSpan delay);

    [LoggerMessage(EventId = 303, Level = LogLevel.Warning, Message = "Reconciling {Request} took longer than {Timeout} and was cancelled; next try in {Delay}.")]
    public static partial void TimedOut(ILogger logger, Request request, TimeSpan timeout, TimeSpan delay);

    [LoggerMessage(EventId = 304, Level = LogLevel.Debug, Message = "Reconciling {Request} was stopped with its worker; the name stays in the queue.")]
    public static partial void Stopped(ILogger logger, Request request);

    [LoggerMessage(EventId = 305, Level = LogLevel.Warning,
        Message = "The cluster {Cluster} cannot be reached: what fails because of it is tried again when it is back (first {Request}: {Message}).")]
    public static partial void Parked(ILogger logger, ClusterName cluster, Request request, string message);

    [LoggerMessage(EventId = 306, Level = LogLevel.Information, Message = "The cluster {Cluster} is back: {Count} names are tried again.")]
    public static partial void Unparked(ILogger logger, ClusterName cluster, int count);

    [LoggerMessage(EventId = 310, Level = LogLevel.Error,
        Message = "A predicate or map of {Controller} for {Resource} in {Cluster} threw; a change may go unnoticed until the next resync.")]
    public static partial void MapFailed(ILogger logger, string controller, ResourceInfo resource, ClusterName cluster, Exception exception);

    [LoggerMessage(EventId = 311, Level = LogLevel.Debug, Message = "{Controller} does not work in the cluster of {Request}; the request is dropped.")]
    public static partial void Dropped(ILogger logger, string controller, Request request);

    [LoggerMessage(EventId = 312, Level = LogLevel.Error, Message = "The source {Source} of {Controller} failed; it is run again in {Delay}.")]
    public static partial void SourceFailed(ILogger logger, string source, string controller, TimeSpan delay, Exception exception);

    [LoggerMessage(EventId = 320, Level = LogLevel.Information, Message = "{Controller} watches the cluster {Cluster}.")]
    public static partial void ClusterCame(ILogger logger, string controller, ClusterName cluster);

    [LoggerMessage(EventId = 321, Level = LogLevel.Information, Message = "{Controller} has left the cluster {Cluster}.")]
    public static partial void ClusterLeft(ILogger logger, string controller, ClusterName cluster);

    [LoggerMessage(EventId = 322, Level = LogLevel.Warning,
        Message = "{Controller} still waits for the first lists of {Caches} in {Cluster} after {Timeout}; nothing is reconciled there before.")]
    public static partial void SyncIsLate(ILogger logger, string controller, string caches, ClusterName cluster, TimeSpan timeout);

    [LoggerMessage(EventId = 323, Level = LogLevel.Information, Message = "{Controller} has the first lists of {Cluster}.")]
    public static partial void Synced(ILogger logger, string controller, ClusterName cluster);

    [LoggerMessage(EventId = 324, Level = LogLevel.Error,
        Message = "{Controller} was told to stop {Grace} ago, but its reconciler still works on {Requests}: it ignores its CancellationToken.")]
    public static partial void IgnoresToken(ILogger logger, string controller, TimeSpan grace, string requests);

    [LoggerMessage(EventId = 325, Level = LogLevel.Information, Message = "{Controller} starts its workers (term {Epoch}).")]
    public static partial void Started(ILogger logger, string controller, long? epoch);

    [LoggerMessage(EventId = 326, Level = LogLevel.Information, Message = "{Controller} has stopped its workers.")]
    public static partial void Ended(ILogger logger, string controller);

    [LoggerMessage(EventId = 330, Level = LogLevel.Warning, Message = "{Resource} {Request} cannot be read and is left as it is: {Error}")]
    public static partial void InvalidObject(ILogger logger, ResourceInfo resource, Request request, string error);
}
