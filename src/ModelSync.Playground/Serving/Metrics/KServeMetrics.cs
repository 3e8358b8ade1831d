namespace ModelSync.Playground.Serving.Metrics;

/// <summary>The metrics of KServe's Python server: times by model, neither versions nor errors.</summary>
internal sealed class KServeMetrics : RuntimeMetrics
{
    // What a request spends outside the model itself, before and after it.
    private const double AroundShare = 0.05;

    private static readonly MetricFamily Before =
        new("request_preprocess_seconds", MetricKind.Histogram, "pre-process request latency", Bounds.PythonDefault);

    private static readonly MetricFamily After =
        new("request_postprocess_seconds", MetricKind.Histogram, "post-process request latency", Bounds.PythonDefault);

    private static readonly MetricFamily Predict = new("request_predict_seconds", MetricKind.Histogram, "predict request latency", Bounds.PythonDefault);
    private static readonly MetricFamily Explain = new("request_explain_seconds", MetricKind.Histogram, "explain request latency", Bounds.PythonDefault);
    private readonly string _labels;

    public KServeMetrics(ModelServerIdentity identity)
    {
        _labels = MetricLabels.Of(("model_name", identity.Model));
        Page.Declare(Before, After, Predict, Explain);
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        var seconds = inference.Duration.TotalSeconds;
        Page.Series(Before, _labels).Observe(seconds * AroundShare);
        Page.Series(Predict, _labels).Observe(seconds * (1 - (2 * AroundShare)));
        if (inference.Outcome is InferenceOutcome.Succeeded)
        {
            Page.Series(After, _labels).Observe(seconds * AroundShare);
        }
    }
}
