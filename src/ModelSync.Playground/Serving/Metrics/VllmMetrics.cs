namespace ModelSync.Playground.Serving.Metrics;

/// <summary>vLLM's metrics, of its second engine and with the names of before where they were renamed. None tells a version.</summary>
internal sealed class VllmMetrics : RuntimeMetrics
{
    private static readonly MetricFamily Running = new("vllm:num_requests_running", MetricKind.Gauge, "Number of requests in model execution batches.");
    private static readonly MetricFamily Waiting = new("vllm:num_requests_waiting", MetricKind.Gauge, "Number of requests waiting to be processed.");
    private static readonly MetricFamily Cache = new("vllm:kv_cache_usage_perc", MetricKind.Gauge, "KV-cache usage. 1 means 100 percent usage.");
    private static readonly MetricFamily OldCache =
        new("vllm:gpu_cache_usage_perc", MetricKind.Gauge, "GPU KV-cache usage. 1 means 100 percent usage. DEPRECATED: Use vllm:kv_cache_usage_perc instead.");

    private static readonly MetricFamily Preemptions =
        new("vllm:num_preemptions_total", MetricKind.Counter, "Cumulative number of preemption from the engine.");

    private static readonly MetricFamily Prompt = new("vllm:prompt_tokens_total", MetricKind.Counter, "Number of prefill tokens processed.");
    private static readonly MetricFamily Generation = new("vllm:generation_tokens_total", MetricKind.Counter, "Number of generation tokens processed.");
    private static readonly MetricFamily Success = new("vllm:request_success_total", MetricKind.Counter, "Count of successfully processed requests.");
    private static readonly MetricFamily Corrupted =
        new("vllm:corrupted_requests_total", MetricKind.Counter, "Corrupted requests, in terms of total number of requests with NaNs in logits.");

    private static readonly MetricFamily FirstToken =
        new("vllm:time_to_first_token_seconds", MetricKind.Histogram, "Histogram of time to first token in seconds.", Bounds.VllmFirstToken);

    private static readonly MetricFamily InterToken =
        new("vllm:inter_token_latency_seconds", MetricKind.Histogram, "Histogram of inter-token latency in seconds.", Bounds.VllmToken);

    private static readonly MetricFamily OldToken = new(
        "vllm:time_per_output_token_seconds",
        MetricKind.Histogram,
        "Histogram of time per output token in seconds. DEPRECATED: Use vllm:inter_token_latency_seconds instead.",
        Bounds.VllmToken);

    private static readonly MetricFamily RequestToken =
        new("vllm:request_time_per_output_token_seconds", MetricKind.Histogram, "Histogram of time_per_output_token_seconds per request.", Bounds.VllmToken);

    private static readonly MetricFamily EndToEnd =
        new("vllm:e2e_request_latency_seconds", MetricKind.Histogram, "Histogram of e2e request latency in seconds.", Bounds.VllmRequest);

    private static readonly MetricFamily Queue =
        new("vllm:request_queue_time_seconds", MetricKind.Histogram, "Histogram of time spent in WAITING phase for request.", Bounds.VllmRequest);

    private static readonly MetricFamily Http =
        new("http_requests_total", MetricKind.Counter, "Total number of requests by method, status and handler.");

    private static readonly MetricFamily HttpDuration = new(
        "http_request_duration_seconds",
        MetricKind.Histogram,
        "Latency with only few buckets by handler. Made to be only used if aggregation by handler is important.",
        Bounds.Instrumentator);

    // The engine has these from the beginning, at zero.
    private static readonly MetricFamily[] OfEngine =
        [Running, Waiting, Cache, OldCache, Preemptions, Prompt, Generation, Corrupted, FirstToken, InterToken, OldToken, RequestToken, EndToEnd, Queue];

    private static readonly string[] Reasons = ["stop", "length", "abort", "error"];
    private static readonly string[] Uncounted = ["/metrics", "/health", "/ping", "/version"];
    private readonly string _labels;

    public VllmMetrics(ModelServerIdentity identity)
    {
        _labels = MetricLabels.Of(("engine", "0"), ("model_name", identity.Model));
        Page.Declare([.. OfEngine, Success, Http, HttpDuration]);
        Array.ForEach(OfEngine, family => Page.Series(family, _labels));
        Array.ForEach(Reasons, reason => SuccessOf(reason));
    }

    protected override void Finished_NeedsLock(in FinishedInference inference)
    {
        var request = inference.Request;
        SuccessOf(inference.Outcome switch
        {
            InferenceOutcome.Succeeded => request.CutOff ? "length" : "stop",
            InferenceOutcome.Failed => "error",
            _ => "abort",
        }).Add();
        if (inference.Outcome is not InferenceOutcome.Succeeded)
        {
            return;
        }

        Page.Series(Prompt, _labels).Add(request.PromptTokens);
        Page.Series(Generation, _labels).Add(request.GeneratedTokens);
        Page.Series(FirstToken, _labels).Observe(inference.FirstToken.TotalSeconds);
        Page.Series(EndToEnd, _labels).Observe(inference.Duration.TotalSeconds);
        Page.Series(Queue, _labels).Observe(0);
        var gaps = request.GeneratedTokens - 1;
        if (gaps > 0)
        {
            var gap = (inference.Duration - inference.FirstToken).TotalSeconds / gaps;
            Page.Series(InterToken, _labels).Observe(gap, gaps);
            Page.Series(OldToken, _labels).Observe(gap, gaps);
            Page.Series(RequestToken, _labels).Observe(gap);
        }
    }

    protected override void Answered_NeedsLock(in AnsweredRequest request)
    {
        if (Uncounted.Contains(request.Route, StringComparer.Ordinal))
        {
            return;
        }

        // The instrumentation groups the statuses: 2xx.
        var method = MethodOf(request);
        Page.Series(Http, MetricLabels.Of(("handler", request.Route), ("method", method), ("status", $"{request.Status / 100}xx"))).Add();
        Page.Series(HttpDuration, MetricLabels.Of(("handler", request.Route), ("method", method))).Observe(request.Duration.TotalSeconds);
    }

    protected override void Running_NeedsLock(int running) => Page.Series(Running, _labels).Set(running);

    private MetricSeries SuccessOf(string reason) => Page.Series(Success, $"{_labels},finished_reason=\"{reason}\"");
}
