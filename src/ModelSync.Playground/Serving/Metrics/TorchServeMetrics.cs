using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>TorchServe's metrics in its mode "prometheus". The version is "default" unless the client has asked for one, as in the original.</summary>
internal sealed class TorchServeMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Inferences = Counter("ts_inference_requests_total", "Count");
    private static readonly MetricFamily Latency = Counter("ts_inference_latency_microseconds", "Microseconds");
    private static readonly MetricFamily Queue = Counter("ts_queue_latency_microseconds", "Microseconds");
    private static readonly MetricFamily Good = Counter("Requests2XX", "Count");
    private static readonly MetricFamily Bad = Counter("Requests4XX", "Count");
    private static readonly MetricFamily Failed = Counter("Requests5XX", "Count");
    private static readonly MetricFamily QueueTime = new("QueueTime", MetricKind.Gauge, "Torchserve prometheus gauge metric with unit: Milliseconds");
    private readonly ModelServerIdentity _identity;
    private readonly string _host;
    private readonly string _hostLabels;

    public TorchServeMetrics(ModelServerIdentity identity)
    {
        _identity = identity;
        _host = identity.Pod[(identity.Pod.LastIndexOf('/') + 1)..];
        _hostLabels = MetricLabels.Of(("Level", "Host"), ("Hostname", _host));
        Page.Declare(Inferences, Latency, Queue, Good, Bad, Failed, QueueTime);
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        var version = string.Equals(inference.Route, TorchServeProtocol.VersionRoute, StringComparison.Ordinal) ? _identity.Version : "default";
        var labels = MetricLabels.Of(("model_name", _identity.Model), ("model_version", version), ("hostname", _host));
        Page.Series(Inferences, labels).Add();
        if (inference.Outcome is InferenceOutcome.Succeeded)
        {
            Page.Series(Latency, labels).Add(inference.Duration.TotalMicroseconds);
            Page.Series(Queue, labels).Add(0);
            Page.Series(QueueTime, _hostLabels).Set(0);
        }
    }

    protected override void Answered_NeedsLock(in AnsweredRequest request) =>
        Page.Series(request.Status switch { < 400 => Good, < 500 => Bad, _ => Failed }, _hostLabels).Add();

    private static MetricFamily Counter(string name, string unit) => new(name, MetricKind.Counter, "Torchserve prometheus counter metric with unit: " + unit);
}
