using System.Globalization;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>What instrumented HTTP servers commonly have.</summary>
internal sealed class HttpMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Requests = new("http_requests_total", MetricKind.Counter, "Total number of HTTP requests.");
    private static readonly MetricFamily Duration =
        new("http_request_duration_seconds", MetricKind.Histogram, "Duration of HTTP requests in seconds.", Bounds.PythonDefault);

    private static readonly MetricFamily Running = new("http_requests_in_flight", MetricKind.Gauge, "Current number of predictions under way.");

    public HttpMetrics() => Page.Declare(Requests, Duration, Running);

    protected override void Answered_NeedsLock(in AnsweredRequest request)
    {
        var method = MethodOf(request);
        var code = request.Status.ToString(CultureInfo.InvariantCulture);
        Page.Series(Requests, MetricLabels.Of(("handler", request.Route), ("method", method), ("code", code))).Add();
        Page.Series(Duration, MetricLabels.Of(("handler", request.Route), ("method", method))).Observe(request.Duration.TotalSeconds);
    }

    protected override void Running_NeedsLock(int running) => Page.Series(Running, "").Set(running);
}
