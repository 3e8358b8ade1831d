using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers.Entities;

/// <summary>Tells people of objects that cannot be read, once for each version of each, so that a resync does not tell it again.</summary>
internal sealed class InvalidObjectReports(string controller, RuntimeServices services)
{
    /// <summary>The object cannot be read, and is left as it is.</summary>
    /// <remarks>Change the field that the message names.</remarks>
    public const string Reason = "InvalidObject";

    private readonly ConcurrentDictionary<NamespacedName, string> _reported = new();
    private readonly Counter<long> _count = services.Meter.CreateCounter<long>(
        "modelsync.reconcile.invalid_objects", unit: null, "Objects that were not reconciled because they cannot be read.");

    /// <summary>Reports the object; null, for one that is gone, forgets what was reported.</summary>
    public void Report(Request request, InvalidObject? invalid, ResourceInfo resource, ReconcileContext context)
    {
        if (invalid is null)
        {
            Forget(request);
            return;
        }

        var version = $"{invalid.Metadata.Uid}/{invalid.Metadata.ResourceVersion}";
        if (_reported.TryGetValue(request.Key, out var reported) && string.Equals(reported, version, StringComparison.Ordinal))
        {
            return;
        }

        _reported[request.Key] = version;
        _count.Add(1, new TagList { { "controller", controller }, { "cluster", request.Cluster.Value } });
        ControllerLog.InvalidObject(context.Logger, resource, request, invalid.Error);
        var regarding = new PartialObject { ApiVersion = resource.ApiVersion, Kind = resource.Kind, Metadata = invalid.Metadata };
        context.Events.Record(regarding, EventType.Warning, Reason, $"The object cannot be read and is left as it is: {invalid.Error}");
    }

    /// <summary>The object can be read, or is gone.</summary>
    public void Forget(Request request)
    {
        // Asked first, because nearly always there is nothing, and the look takes no lock.
        if (!_reported.IsEmpty)
        {
            _reported.TryRemove(request.Key, out _);
        }
    }
}
