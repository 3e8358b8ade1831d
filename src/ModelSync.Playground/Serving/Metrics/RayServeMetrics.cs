using System.Globalization;
using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>Ray Serve's metrics as a Ray node exports them: the names begin with ray_, times are in milliseconds. None tells a version.</summary>
internal sealed class RayServeMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Http = new("ray_serve_num_http_requests_total", MetricKind.Counter, "The number of HTTP requests processed.");
    private static readonly MetricFamily HttpErrors =
        new("ray_serve_num_http_error_requests_total", MetricKind.Counter, "The number of errored HTTP responses.");

    private static readonly MetricFamily HttpLatency = new(
        "ray_serve_http_request_latency_ms", MetricKind.Histogram, "The end-to-end latency of HTTP requests (measured from the Serve HTTP proxy).", Bounds.Ray);

    private static readonly MetricFamily Queries = new(
        "ray_serve_deployment_request_counter_total", MetricKind.Counter, "The number of queries that have been processed in this replica.");

    private static readonly MetricFamily Errors = new(
        "ray_serve_deployment_error_counter_total", MetricKind.Counter, "The number of exceptions that have occurred in this replica.");

    private static readonly MetricFamily Latency = new(
        "ray_serve_deployment_processing_latency_ms", MetricKind.Histogram, "The latency for queries to be processed.", Bounds.Ray);

    private static readonly MetricFamily Running = new(
        "ray_serve_replica_processing_queries", MetricKind.Gauge, "The current number of queries being processed.");

    private readonly string _model;
    private readonly string _replica;
    private readonly string _route;

    public RayServeMetrics(ModelServerIdentity identity)
    {
        _model = identity.Model;
        _route = "/" + identity.Model;
        _replica = MetricLabels.Of(("application", _model), ("deployment", _model), ("replica", identity.Pod[(identity.Pod.LastIndexOf('/') + 1)..]));
        Page.Declare(Http, HttpErrors, HttpLatency, Queries, Errors, Latency, Running);
        Page.Series(Running, _replica);
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        if (inference.Outcome is InferenceOutcome.Abandoned)
        {
            return;
        }

        var labels = $"{_replica},{MetricLabels.Of(("route", _route))}";
        Page.Series(inference.Outcome is InferenceOutcome.Succeeded ? Queries : Errors, labels).Add();
        Page.Series(Latency, labels).Observe(inference.Duration.TotalMilliseconds);
    }

    protected override void Answered_NeedsLock(in AnsweredRequest request)
    {
        // The proxy counts under the prefix of the application, its own endpoints under their path, and the rest under no route.
        var isApplication = string.Equals(request.Route, RayServeProtocol.ApplicationRoute, StringComparison.Ordinal);
        var isProxy = request.Route.StartsWith(RayServeProtocol.ProxyRoutes, StringComparison.Ordinal);
        if (!isApplication && !isProxy && !string.Equals(request.Route, Plan.NoRoute, StringComparison.Ordinal))
        {
            return;
        }

        var route = isApplication ? _route : isProxy ? request.Route : "";
        var application = isApplication ? _model : "";
        var status = request.Status.ToString(CultureInfo.InvariantCulture);
        var labels = MetricLabels.Of(("application", application), ("method", MethodOf(request)), ("route", route), ("status_code", status));
        Page.Series(Http, labels).Add();
        Page.Series(HttpLatency, labels).Observe(request.Duration.TotalMilliseconds);
        if (request.Status >= 400)
        {
            labels = MetricLabels.Of(("application", application), ("error_code", status), ("method", MethodOf(request)), ("route", route));
            Page.Series(HttpErrors, labels).Add();
        }
    }

    protected override void Running_NeedsLock(int running) => Page.Series(Running, _replica).Set(running);
}
