namespace ModelSync.Playground.Serving.Metrics;

/// <summary>SGLang's metrics. None tells a version.</summary>
internal sealed class SglangMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Prompt = new("sglang:prompt_tokens_total", MetricKind.Counter, "Number of prefill tokens processed.");
    private static readonly MetricFamily Generation = new("sglang:generation_tokens_total", MetricKind.Counter, "Number of generation tokens processed.");
    private static readonly MetricFamily Requests = new("sglang:num_requests_total", MetricKind.Counter, "Number of requests processed.");
    private static readonly MetricFamily Aborted = new("sglang:num_aborted_requests_total", MetricKind.Counter, "Number of requests aborted.");
    private static readonly MetricFamily Running = new("sglang:num_running_reqs", MetricKind.Gauge, "The number of running requests.");
    private static readonly MetricFamily Queued = new("sglang:num_queue_reqs", MetricKind.Gauge, "The number of requests in the waiting queue.");
    private static readonly MetricFamily Usage = new("sglang:token_usage", MetricKind.Gauge, "The token usage.");
    private static readonly MetricFamily FirstToken =
        new("sglang:time_to_first_token_seconds", MetricKind.Histogram, "Histogram of time to first token in seconds.", Bounds.SglangFirstToken);

    private static readonly MetricFamily InterToken =
        new("sglang:inter_token_latency_seconds", MetricKind.Histogram, "Histogram of inter-token latency in seconds.", Bounds.SglangToken);

    private static readonly MetricFamily EndToEnd =
        new("sglang:e2e_request_latency_seconds", MetricKind.Histogram, "Histogram of End-to-end request latency in seconds", Bounds.SglangRequest);

    private readonly string _labels;
    private readonly string _schedulerLabels;

    public SglangMetrics(ModelServerIdentity identity)
    {
        _labels = MetricLabels.Of(("engine_type", "unified"), ("model_name", identity.Model));
        _schedulerLabels = MetricLabels.Of(("engine_type", "unified"), ("model_name", identity.Model), ("pp_rank", "0"), ("tp_rank", "0"));
        Page.Declare(Prompt, Generation, Requests, Aborted, Running, Queued, Usage, FirstToken, InterToken, EndToEnd);
        foreach (var family in (MetricFamily[])[Running, Queued, Usage])
        {
            Page.Series(family, _schedulerLabels);
        }
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        var request = inference.Request;
        if (inference.Outcome is InferenceOutcome.Abandoned)
        {
            Page.Series(Aborted, _labels).Add();
        }

        if (inference.Outcome is not InferenceOutcome.Succeeded)
        {
            return;
        }

        Page.Series(Requests, _labels).Add();
        Page.Series(Prompt, _labels).Add(request.PromptTokens);
        Page.Series(Generation, _labels).Add(request.GeneratedTokens);
        Page.Series(FirstToken, _labels).Observe(inference.FirstToken.TotalSeconds);
        Page.Series(EndToEnd, _labels).Observe(inference.Duration.TotalSeconds);
        var gaps = request.GeneratedTokens - 1;
        if (gaps > 0)
        {
            Page.Series(InterToken, _labels).Observe((inference.Duration - inference.FirstToken).TotalSeconds / gaps, gaps);
        }
    }

    protected override void Running_NeedsLock(int running) => Page.Series(Running, _schedulerLabels).Set(running);
}
