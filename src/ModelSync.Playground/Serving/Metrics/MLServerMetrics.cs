namespace ModelSync.Playground.Serving.Metrics;

/// <summary>MLServer's metrics. All tell model and version; the duration is in seconds, although its name does not say so.</summary>
internal sealed class MLServerMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Success = new("model_infer_request_success_total", MetricKind.Counter, "Model infer request success count");
    private static readonly MetricFamily Failure = new("model_infer_request_failure_total", MetricKind.Counter, "Model infer request failure count");
    private static readonly MetricFamily Duration = new("model_infer_request_duration", MetricKind.Summary, "Model infer request duration");
    private readonly string _labels;

    public MLServerMetrics(ModelServerIdentity identity)
    {
        _labels = MetricLabels.Of(("model", identity.Model), ("version", identity.Version));
        Page.Declare(Success, Failure, Duration);
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        Page.Series(inference.Outcome is InferenceOutcome.Succeeded ? Success : Failure, _labels).Add();
        Page.Series(Duration, _labels).Observe(inference.Duration.TotalSeconds);
    }
}
