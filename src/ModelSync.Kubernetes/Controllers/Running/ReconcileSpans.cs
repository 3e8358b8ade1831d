using System.Diagnostics;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>Makes a span of each reconcile of one controller in one cluster; makes nothing at all where nobody listens.</summary>
internal sealed class ReconcileSpans(ActivitySource source, string controller, ClusterName cluster)
{
    private readonly string _name = $"reconcile {controller}";

    /// <summary>Begins the span, which is then the current one; null where nobody wants it.</summary>
    public Activity? Begin(Request request, string reconcileId)
    {
        if (!source.HasListeners())
        {
            return null;
        }

        // Workers carry along what was current where they were started: every reconcile would end up in the one trace of the process's start.
        Activity.Current = null;

        // Given at once and not set later, because a sampler decides by them.
        var span = source.StartActivity(ActivityKind.Internal, parentContext: default, [new("controller", controller), new("cluster", cluster.Value)], name: _name);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("namespace", request.Key.Namespace);
            span.SetTag("name", request.Key.Name);
            span.SetTag("reconcileId", reconcileId);
        }

        return span;
    }

    /// <summary>Ends the span with what came of the reconcile. What an exception says is left out: it may quote an object, and stands in the log.</summary>
    public static void End(Activity? span, Settlement settlement)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("result", settlement.Outcome == Outcome.Stopped ? "stopped" : settlement.Outcome.ToTag());
        if (settlement.Outcome is Outcome.Error or Outcome.Terminal or Outcome.Panic or Outcome.Timeout)
        {
            span.SetTag("error.type", settlement.Exception?.GetType().FullName);
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }
}
