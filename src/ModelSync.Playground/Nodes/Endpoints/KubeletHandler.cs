using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Nodes.Kubelets;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Answers as the kubelets of all simulated nodes, to the API server alone.</summary>
internal sealed class KubeletHandler(ICache<KubeletPod> pods, SimulatedKubelets kubelets, ApiServerIdentity identity, TimeProvider time)
{
    private volatile IReadOnlyDictionary<int, string> _nodes = new Dictionary<int, string>();

    /// <summary>Which node each port stands for: neither the host nor the name of the TLS server tells, where the API server passes a request on.</summary>
    public IReadOnlyDictionary<int, string> Nodes
    {
        set => _nodes = value;
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (identity.FindObjection(context.Connection.ClientCertificate) is { } objection)
        {
            var status = context.Connection.ClientCertificate is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
            await Answer.TextAsync(context, status, objection).ConfigureAwait(false);
            return;
        }

        await ((context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["healthz"] => Answer.TextAsync(context, StatusCodes.Status200OK, "ok"),
            ["pods"] => PodListWriter.WriteAsync(context, PodsOf(_nodes.GetValueOrDefault(context.Connection.LocalPort))),
            ["containerLogs", var ns, var pod, var container] => WriteLogAsync(context, new NamespacedName(ns, pod), container),
            ["exec" or "attach" or "run" or "portForward" or "cri", ..] and [var verb, .. var rest] => Refusal.WriteAsync(context, verb, rest),
            _ => Answer.TextAsync(
                context, StatusCodes.Status404NotFound, $"a simulated node has no {context.Request.Path}: it serves /healthz, /pods and /containerLogs"),
        }).ConfigureAwait(false);
    }

    private IEnumerable<KubeletPod> PodsOf(string? node) => pods.List().Where(pod => string.Equals(pod.Spec?.NodeName, node, StringComparison.Ordinal));

    private async Task WriteLogAsync(HttpContext context, NamespacedName key, string container)
    {
        if (LogQuery.Parse(context.Request.Query, time.GetUtcNow(), out var queryError) is not { } query)
        {
            await Answer.TextAsync(context, StatusCodes.Status400BadRequest, queryError!).ConfigureAwait(false);
            return;
        }

        if (pods.Get(key) is not { } pod || kubelets.Find(pod.Metadata.Uid!) is not { } held)
        {
            await Answer.TextAsync(context, StatusCodes.Status404NotFound, $"pod {key} is not on this node (yet)").ConfigureAwait(false);
            return;
        }

        if (LogFinder.Find(held, container, query.Previous, out var error) is not { } log)
        {
            await Answer.TextAsync(context, StatusCodes.Status400BadRequest, error).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "text/plain";
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            await new LogWriter(context.Response.Body, query).WriteAsync(log, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever followed it has gone.
        }
    }
}
