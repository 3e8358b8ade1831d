using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>TensorFlow Serving's metrics, in microseconds, without help texts. None tells a version.</summary>
internal sealed class TFServingMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Requests = new(":tensorflow:serving:request_count", MetricKind.Counter, null);
    private static readonly MetricFamily Latency = new(":tensorflow:serving:request_latency", MetricKind.Histogram, null, Bounds.TensorFlow);
    private static readonly MetricFamily Runtime = new(":tensorflow:serving:runtime_latency", MetricKind.Histogram, null, Bounds.TensorFlow);
    private readonly string _model;

    public TFServingMetrics(ModelServerIdentity identity)
    {
        _model = identity.Model;
        Page.Declare(Requests, Latency, Runtime);
    }

    protected override bool WithPoint => false;

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        if (inference.Outcome is InferenceOutcome.Succeeded)
        {
            Page.Series(Runtime, MetricLabels.Of(("model_name", _model), ("API", "Predict"), ("runtime", "TF1"))).Observe(inference.Duration.TotalMicroseconds);
        }
    }

    protected override void Answered_NeedsLock(in AnsweredRequest request)
    {
        if (string.Equals(request.Route, Plan.NoRoute, StringComparison.Ordinal) || !request.Route.StartsWith("/v1/", StringComparison.Ordinal))
        {
            return;
        }

        // Each REST request counts, those for the status of a model too; only good ones have a latency.
        Page.Series(Requests, MetricLabels.Of(("model_name", _model), ("status", CodeOf(request.Status)))).Add();
        if (request.Status == 200)
        {
            var api = string.Equals(request.Route, TFServingProtocol.PredictRoute, StringComparison.Ordinal) ? "predict" : "";
            Page.Series(Latency, MetricLabels.Of(("model_name", _model), ("API", api), ("entrypoint", "REST"))).Observe(request.Duration.TotalMicroseconds);
        }
    }

    private static string CodeOf(int status) => status switch
    {
        200 => "OK",
        404 => "NOT_FOUND",
        503 => "UNAVAILABLE",
        < 500 => "INVALID_ARGUMENT",
        _ => "INTERNAL",
    };
}
