using ModelSync.Api.Versions;

namespace ModelSync.Operator.Gates.Profiles;

/// <summary>The metrics of each runtime profile.</summary>
internal static class MetricCatalog
{
    private const double Milli = 1e3;
    private const double Micro = 1e6;

    // What clients did wrong or gave up says nothing about the model.
    private static readonly string[] ClientCodes =
    [
        "OK", "CANCELLED", "INVALID_ARGUMENT", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "UNAUTHENTICATED", "FAILED_PRECONDITION", "OUT_OF_RANGE",
    ];

    private static readonly string[] Housekeeping =
    [
        "/metrics", "/health", "/healthz", "/healthy", "/readyz", "/ready", "/readiness", "/livez", "/live", "/liveness", "/ping", "/-/healthz", "/favicon.ico",
    ];

    private static readonly LabelRule Post = new(["method"], static method => method is "POST" or "post" or "Post", WhenMissing: true);
    private static readonly LabelRule ServerError = new(["status", "code", "status_code"], static code => code.StartsWith('5'), WhenMissing: false);
    private static readonly LabelRule Work = new(["handler", "path", "route", "endpoint", "url"], IsWork, WhenMissing: true);
    private static readonly LabelRule RayApplication =
        new(["route"], static route => route.Length > 0 && !route.StartsWith("/-/", StringComparison.Ordinal), WhenMissing: true);

    private static readonly Dictionary<RuntimeProfile, RuntimeMetrics> All = new()
    {
        [RuntimeProfile.HTTP] = Http(Work),
        [RuntimeProfile.OIP] = Http(Work, Post),
        [RuntimeProfile.VLLM] = Vllm(),
        [RuntimeProfile.SGLang] = Sglang(),
        [RuntimeProfile.Triton] = Triton(),
        [RuntimeProfile.KServe] = KServe(),
        [RuntimeProfile.MLServer] = MLServer(),
        [RuntimeProfile.TFServing] = TFServing(),
        [RuntimeProfile.TorchServe] = TorchServe(),
        [RuntimeProfile.RayServe] = RayServe(),
    };

    /// <summary>What a runtime publishes.</summary>
    public static RuntimeMetrics Of(RuntimeProfile profile) => All[profile];

    private static RuntimeMetrics Http(params LabelRule[] rules) => new()
    {
        Requests = [Counted("http_requests_total", rules)],
        Latency = [new(LatencyKind.Histogram, new("http_request_duration_seconds", rules))],
    };

    private static RequestSource Counted(string name, params LabelRule[] rules) =>
        new() { Total = new(name, rules), Errors = new(name, [.. rules, ServerError]) };

    // The web server sees every failure; the engine, whose counter of before is the second choice, only those of its own.
    private static RuntimeMetrics Vllm() => new()
    {
        Requests =
        [
            Counted("http_requests_total", Post),
            new() { Total = new("vllm:request_success_total"), Errors = new("vllm:request_success_total", Label("finished_reason", "error")) },
        ],
        Latency = [new(LatencyKind.Histogram, new("vllm:e2e_request_latency_seconds"))],
        FirstToken = [new(LatencyKind.Histogram, new("vllm:time_to_first_token_seconds"))],
        Tokens = new("vllm:generation_tokens_total"),
        Saturation = [new(new("vllm:kv_cache_usage_perc")), new(new("vllm:gpu_cache_usage_perc"))],
    };

    // It counts what it finished and what was aborted, and no other failure.
    private static RuntimeMetrics Sglang() => new()
    {
        Requests = [new() { Good = new("sglang:e2e_request_latency_seconds_count"), Errors = new("sglang:num_aborted_requests_total") }],
        Latency = [new(LatencyKind.Histogram, new("sglang:e2e_request_latency_seconds"))],
        FirstToken = [new(LatencyKind.Histogram, new("sglang:time_to_first_token_seconds"))],
        Tokens = new("sglang:generation_tokens_total"),
        Saturation = [new(new("sglang:token_usage"))],
    };

    private static RuntimeMetrics Triton() => new()
    {
        Requests =
        [
            new()
            {
                Good = new("nv_inference_request_success"),
                Errors = new("nv_inference_request_failure", new LabelRule(["reason"], static reason => reason is not "CANCELED", WhenMissing: true)),
            },
        ],
        Latency =
        [
            new(LatencyKind.Summary, new("nv_inference_request_summary_us"), Micro),
            new(LatencyKind.Histogram, new("nv_inference_first_response_histogram_ms"), Milli),
            new(LatencyKind.Mean, new("nv_inference_request_duration_us"), Micro, new("nv_inference_request_success")),
        ],
        FirstToken = [new(LatencyKind.Histogram, new("nv_inference_first_response_histogram_ms"), Milli)],
        Saturation = [new(new("nv_gpu_utilization"))],
        PercentileRemedy = "start Triton with --metrics-config summary_latencies=true or histogram_latencies=true",
    };

    // It has no counter of errors, but what failed in the model was predicted and never postprocessed.
    private static RuntimeMetrics KServe() => new()
    {
        Requests = [new() { Total = new("request_predict_seconds_count"), Good = new("request_postprocess_seconds_count") }],
        Latency = [new(LatencyKind.Histogram, new("request_predict_seconds"))],
    };

    private static RuntimeMetrics MLServer() => new()
    {
        Requests = [new() { Good = new("model_infer_request_success_total"), Errors = new("model_infer_request_failure_total") }],
        Latency = [new(LatencyKind.Mean, new("model_infer_request_duration_sum"), 1, new("model_infer_request_duration_count"))],
    };

    // Questions for the model's status are counted too, probes among them, but they have no latency of an API.
    private static RuntimeMetrics TFServing()
    {
        var api = new LabelRule(["API"], static name => name.Length > 0, WhenMissing: false);
        var failed = new LabelRule(["status"], static status => !ClientCodes.Contains(status, StringComparer.Ordinal), WhenMissing: false);
        return new()
        {
            Path = "/monitoring/prometheus/metrics",
            Requests =
            [
                new()
                {
                    Good = new(":tensorflow:serving:request_latency_count", api),
                    Errors = new(":tensorflow:serving:request_count", failed),
                },
            ],
            Latency = [new(LatencyKind.Histogram, new(":tensorflow:serving:request_latency", api), Micro)],
        };
    }

    private static RuntimeMetrics TorchServe() => new()
    {
        Requests = [new() { Total = new("ts_inference_requests_total"), Errors = new("Requests5XX") }],
        Latency = [new(LatencyKind.Mean, new("ts_inference_latency_microseconds"), Micro, new("ts_inference_requests_total"))],
    };

    private static RuntimeMetrics RayServe() => new()
    {
        Requests =
        [
            Counted("ray_serve_num_http_requests_total", RayApplication),
            new() { Good = new("ray_serve_deployment_request_counter_total"), Errors = new("ray_serve_deployment_error_counter_total") },
        ],
        Latency =
        [
            new(LatencyKind.Histogram, new("ray_serve_http_request_latency_ms", RayApplication), Milli),
            new(LatencyKind.Histogram, new("ray_serve_deployment_processing_latency_ms"), Milli),
        ],
    };

    private static LabelRule Label(string name, string value) =>
        new([name], found => string.Equals(found, value, StringComparison.Ordinal), WhenMissing: false);

    private static bool IsWork(string path) =>
        !Housekeeping.Contains(path.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
        && !path.StartsWith("/v2/health/", StringComparison.Ordinal)
        && !(path.StartsWith("/v2/", StringComparison.Ordinal) && path.EndsWith("/ready", StringComparison.Ordinal));
}
