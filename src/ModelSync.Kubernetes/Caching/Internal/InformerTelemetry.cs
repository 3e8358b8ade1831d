using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What an informer counts and logs. While all is well it logs its start and nothing more; a failure that goes on is logged once.</summary>
internal sealed partial class InformerTelemetry(InformerMetrics metrics, ILogger logger, ResourceInfo resource, ClusterName cluster)
{
    private readonly ILogger _logger = logger;

    public KeyValuePair<string, object?>[] Tags { get; } = InformerMetrics.TagsOf(resource, cluster);

    public void Changed(InformerEventKind kind) => metrics.Events.Add(1, Tags[0], Tags[1], new("type", NameOf(kind)));

    public void Lists(RelistReason reason, string? ns)
    {
        metrics.Relists.Add(1, Tags[0], Tags[1], new("reason", NameOf(reason)));
        LogLists(resource, cluster, ns ?? "all namespaces", reason);
    }

    public void Watches(string? ns, ResourceVersion since)
    {
        metrics.Watches.Add(1, Tags);
        LogWatches(resource, cluster, ns ?? "all namespaces", since);
    }

    public void Synced(string? ns, int count) => LogSynced(resource, cluster, ns ?? "all namespaces", count);

    public void Recovered(string? ns) => LogRecovered(resource, cluster, ns ?? "all namespaces");

    public void Failed(string? ns, string error, TimeSpan delay, int failures, bool isNews)
    {
        // A single failure is a version that has expired or a server that was exchanged: every day's business. What goes on is said once.
        var level = failures == 1 ? LogLevel.Information : failures == 2 || isNews ? LogLevel.Warning : LogLevel.Debug;
        LogFailed(level, resource, cluster, ns ?? "all namespaces", error, delay);
    }

    public void Unnamed(string error) => LogUnnamed(resource, cluster, error);

    public void HandlerFailed(Exception exception)
    {
        metrics.HandlerErrors.Add(1, Tags);
        LogHandlerFailed(exception, resource, cluster);
    }

    public void HandlerMissed(int events)
    {
        metrics.HandlerErrors.Add(events, Tags);
        LogHandlerMissed(resource, cluster, events);
    }

    public void IndexFailed(string index, Exception exception)
    {
        metrics.HandlerErrors.Add(1, Tags);
        LogIndexFailed(exception, resource, cluster, index);
    }

    private static string NameOf(InformerEventKind kind) => kind switch
    {
        InformerEventKind.Added => "added",
        InformerEventKind.Updated => "updated",
        InformerEventKind.Deleted => "deleted",
        _ => "resync",
    };

    private static string NameOf(RelistReason reason) => reason switch
    {
        RelistReason.First => "first",
        RelistReason.Expired => "expired",
        RelistReason.Behind => "behind",
        RelistReason.Stale => "stale",
        RelistReason.PageExpired => "page_expired",
        RelistReason.Unresumable => "unresumable",
        _ => "error",
    };

    [LoggerMessage(1, LogLevel.Debug, "{Resource} in {Cluster}, {Namespace}: listing ({Reason})")]
    private partial void LogLists(ResourceInfo resource, ClusterName cluster, string @namespace, RelistReason reason);

    [LoggerMessage(2, LogLevel.Debug, "{Resource} in {Cluster}, {Namespace}: watching since {Version}")]
    private partial void LogWatches(ResourceInfo resource, ClusterName cluster, string @namespace, ResourceVersion version);

    [LoggerMessage(3, LogLevel.Information, "{Resource} in {Cluster}, {Namespace}: synced, {Count} objects in the cache")]
    private partial void LogSynced(ResourceInfo resource, ClusterName cluster, string @namespace, int count);

    [LoggerMessage(4, LogLevel.Information, "{Resource} in {Cluster}, {Namespace}: in contact again")]
    private partial void LogRecovered(ResourceInfo resource, ClusterName cluster, string @namespace);

    [LoggerMessage(EventId = 5, Message = "{Resource} in {Cluster}, {Namespace}: {Error}; trying again in {Delay}")]
    private partial void LogFailed(LogLevel level, ResourceInfo resource, ClusterName cluster, string @namespace, string error, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Warning, "{Resource} in {Cluster}: an object has no readable name, so that nothing can be concluded from its coming or missing: {Error}")]
    private partial void LogUnnamed(ResourceInfo resource, ClusterName cluster, string error);

    [LoggerMessage(7, LogLevel.Error, "{Resource} in {Cluster}: a handler failed; it is told of the next change all the same")]
    private partial void LogHandlerFailed(Exception exception, ResourceInfo resource, ClusterName cluster);

    [LoggerMessage(8, LogLevel.Error, "{Resource} in {Cluster}: a handler was busy for so long that it misses {Count} objects which came and went meanwhile")]
    private partial void LogHandlerMissed(ResourceInfo resource, ClusterName cluster, int count);

    [LoggerMessage(9, LogLevel.Error, "{Resource} in {Cluster}: the index {Index} failed for an object, which cannot be found by it")]
    private partial void LogIndexFailed(Exception exception, ResourceInfo resource, ClusterName cluster, string index);
}
