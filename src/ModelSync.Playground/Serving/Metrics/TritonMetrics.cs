namespace ModelSync.Playground.Serving.Metrics;

/// <summary>Triton's metrics, with the histogram that --metrics-config histogram_latencies=true adds. All tell model and version.</summary>
internal sealed class TritonMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Success =
        new("nv_inference_request_success", MetricKind.Counter, "Number of successful inference requests, all batch sizes");

    private static readonly MetricFamily Failure =
        new("nv_inference_request_failure", MetricKind.Counter, "Number of failed inference requests, all batch sizes");

    private static readonly MetricFamily Inferences =
        new("nv_inference_count", MetricKind.Counter, "Number of inferences performed (does not include cached requests)");

    private static readonly MetricFamily Executions =
        new("nv_inference_exec_count", MetricKind.Counter, "Number of model executions performed (does not include cached requests)");

    private static readonly MetricFamily Duration =
        new("nv_inference_request_duration_us", MetricKind.Counter, "Cumulative inference request duration in microseconds (includes cached requests)");

    private static readonly MetricFamily Queue =
        new("nv_inference_queue_duration_us", MetricKind.Counter, "Cumulative inference queuing duration in microseconds (includes cached requests)");

    private static readonly MetricFamily Compute =
        new(
            "nv_inference_compute_infer_duration_us",
            MetricKind.Counter,
            "Cumulative compute inference duration in microseconds (does not include cached requests)");

    private static readonly MetricFamily Pending =
        new("nv_inference_pending_request_count", MetricKind.Gauge, "Instantaneous number of pending requests awaiting execution per-model.");

    private static readonly MetricFamily FirstResponse = new(
        "nv_inference_first_response_histogram_ms",
        MetricKind.Histogram,
        "Duration from request to first response in milliseconds",
        Bounds.TritonFirstResponse);

    private static readonly string[] Reasons = ["REJECTED", "CANCELED", "BACKEND", "OTHER"];
    private readonly string _labels;

    public TritonMetrics(ModelServerIdentity identity)
    {
        _labels = MetricLabels.Of(("model", identity.Model), ("version", identity.Version));
        Page.Declare(Success, Failure, Inferences, Executions, Duration, Queue, Compute, Pending, FirstResponse);
        foreach (var family in (MetricFamily[])[Success, Inferences, Executions, Duration, Queue, Compute, Pending, FirstResponse])
        {
            Page.Series(family, _labels);
        }

        Array.ForEach(Reasons, reason => FailureOf(reason));
    }

    protected override bool WithPoint => false;

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        if (inference.Outcome is not InferenceOutcome.Succeeded)
        {
            FailureOf(inference.Outcome is InferenceOutcome.Failed ? "BACKEND" : "CANCELED").Add();
            return;
        }

        var microseconds = Math.Round(inference.Duration.TotalMicroseconds);
        Page.Series(Success, _labels).Add();
        Page.Series(Inferences, _labels).Add(inference.Request.Rows);
        Page.Series(Executions, _labels).Add();
        Page.Series(Duration, _labels).Add(microseconds);
        Page.Series(Compute, _labels).Add(microseconds);
        Page.Series(FirstResponse, _labels).Observe(inference.Duration.TotalMilliseconds);
    }

    private MetricSeries FailureOf(string reason) => Page.Series(Failure, $"{_labels},reason=\"{reason}\"");
}
