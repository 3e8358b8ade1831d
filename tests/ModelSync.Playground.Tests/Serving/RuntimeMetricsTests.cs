using ModelSync.Playground.Serving;
using ModelSync.Playground.Serving.Protocols;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>Each runtime's metrics: the names that gates ask for, with type, unit and labels, counted from requests that were really made.</summary>
[CancelAfter(60_000)]
internal sealed class RuntimeMetricsTests
{
    private const int Good = 5;
    private const int Failed = 3;
    private const double Seconds = 0.08;

    private static readonly (string, string) Model = ("model", "fraud");
    private static readonly (string, string) Version = ("version", "1.2.0");
    private static readonly (string, string) ModelName = ("model_name", "fraud");
    private static readonly (string, string) Predict = ("API", "predict");

    [Test]
    public async Task Triton_counts_microseconds_by_model_and_version(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.Triton, cancellationToken);
        Assert.That(metrics.Value("nv_inference_request_success", "", Model, Version), Is.EqualTo(Good));
        Assert.That(metrics.Value("nv_inference_request_failure", "", Model, Version, ("reason", "BACKEND")), Is.EqualTo(Failed));
        Assert.That(metrics.Value("nv_inference_request_failure", "", Model, Version, ("reason", "REJECTED")), Is.Zero);
        Assert.That(metrics.Value("nv_inference_request_duration_us", "", Model, Version), Is.EqualTo(Good * Seconds * 1e6));
        Assert.That(metrics.Value("nv_inference_queue_duration_us", "", Model, Version), Is.Zero);
        Assert.That(metrics.Value("nv_inference_pending_request_count", "", Model, Version), Is.Zero);
        Assert.That(metrics.Value("nv_inference_first_response_histogram_ms", "_bucket", Model, Version, ("le", "100")), Is.EqualTo(Good));
    }

    [Test]
    public async Task VLLM_counts_seconds_and_tokens_and_its_errors_by_status(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.VLLM, cancellationToken);
        string[] histograms =
            ["time_to_first_token_seconds", "e2e_request_latency_seconds", "request_queue_time_seconds", "request_time_per_output_token_seconds"];
        foreach (var histogram in histograms)
        {
            Assert.That(metrics.Value("vllm:" + histogram, "_count", ModelName, ("engine", "0")), Is.EqualTo(Good), histogram);
        }

        Assert.That(metrics.Value("vllm:e2e_request_latency_seconds", "_sum", ModelName), Is.EqualTo(Good * Seconds).Within(1e-9));
        Assert.That(metrics.Value("vllm:time_to_first_token_seconds", "_bucket", ModelName, ("le", "0.04")), Is.EqualTo(Good));
        Assert.That(metrics.Value("vllm:time_to_first_token_seconds", "_bucket", ModelName, ("le", "0.02")), Is.Zero);
        Assert.That(metrics.Value("vllm:e2e_request_latency_seconds", "_bucket", ModelName, ("le", "1.0")), Is.EqualTo(Good), "as Python writes it");
        Assert.That(metrics.Value("vllm:request_success_total", "", ModelName, ("finished_reason", "stop")), Is.EqualTo(Good));
        Assert.That(metrics.Value("http_requests_total", "", ("handler", "/v1/chat/completions"), ("status", "5xx"), ("method", "POST")), Is.EqualTo(Failed));
        var tokens = metrics.Value("vllm:generation_tokens_total", "", ModelName);
        Assert.That(metrics.Value("vllm:inter_token_latency_seconds", "_count", ModelName), Is.EqualTo(tokens - Good), "one gap less than tokens");
        string[] others =
        [
            "num_requests_running", "num_requests_waiting", "kv_cache_usage_perc", "gpu_cache_usage_perc", "num_preemptions_total",
            "corrupted_requests_total",
        ];
        foreach (var name in others)
        {
            Assert.That(metrics.Value("vllm:" + name, "", ModelName), Is.Zero, name);
        }
    }

    [Test]
    public async Task SGLang_counts_seconds_and_tokens(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.SGLang, cancellationToken);
        Assert.That(metrics.Value("sglang:num_requests_total", "", ModelName), Is.EqualTo(Good));
        Assert.That(metrics.Value("sglang:time_to_first_token_seconds", "_bucket", ModelName, ("le", "0.1")), Is.EqualTo(Good));
        Assert.That(metrics.Value("sglang:e2e_request_latency_seconds", "_sum", ModelName), Is.EqualTo(Good * Seconds).Within(1e-9));
        var gaps = metrics.Value("sglang:generation_tokens_total") - Good;
        Assert.That(metrics.Value("sglang:inter_token_latency_seconds", "_count", ModelName), Is.EqualTo(gaps));
        Assert.That(metrics.Value("sglang:num_running_reqs", "", ModelName), Is.Zero);
        Assert.That(metrics.Value("sglang:num_queue_reqs", "", ModelName), Is.Zero);
        Assert.That(metrics.Value("sglang:token_usage", "", ModelName), Is.Zero);
        Assert.That(metrics.Single(family => family.Name == "sglang:num_aborted_requests_total").Samples, Is.Empty, "none was aborted");
    }

    [Test]
    public async Task KServe_has_times_by_step_and_no_errors(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.KServe, cancellationToken);
        Assert.That(metrics.Value("request_predict_seconds", "_count", ModelName), Is.EqualTo(Good + Failed));
        Assert.That(metrics.Value("request_preprocess_seconds", "_count", ModelName), Is.EqualTo(Good + Failed));
        Assert.That(metrics.Value("request_postprocess_seconds", "_count", ModelName), Is.EqualTo(Good));
        Assert.That(metrics.Value("request_predict_seconds", "_bucket", ModelName, ("le", "0.075")), Is.EqualTo(Good + Failed));
        Assert.That(metrics.Single(family => family.Name == "request_explain_seconds").Samples, Is.Empty);
    }

    [Test]
    public async Task MLServer_counts_by_model_and_version(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.MLServer, cancellationToken);
        Assert.That(metrics.Value("model_infer_request_success_total", "", Model, Version), Is.EqualTo(Good));
        Assert.That(metrics.Value("model_infer_request_failure_total", "", Model, Version), Is.EqualTo(Failed));
        Assert.That(metrics.Single(family => family.Name == "model_infer_request_duration").Type, Is.EqualTo("summary"));
        Assert.That(metrics.Value("model_infer_request_duration", "_count", Model, Version), Is.EqualTo(Good + Failed));
        Assert.That(metrics.Value("model_infer_request_duration", "_sum", Model, Version), Is.EqualTo((Good + Failed) * Seconds).Within(1e-9));
    }

    [Test]
    public async Task TensorFlow_Serving_counts_microseconds_by_status(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.TFServing, cancellationToken);
        Assert.That(metrics.Value(":tensorflow:serving:request_count", "", ModelName, ("status", "OK")), Is.EqualTo(Good));
        Assert.That(metrics.Value(":tensorflow:serving:request_count", "", ModelName, ("status", "INTERNAL")), Is.EqualTo(Failed));
        Assert.That(metrics.Value(":tensorflow:serving:request_latency", "_sum", ModelName, Predict, ("entrypoint", "REST")), Is.EqualTo(Good * Seconds * 1e6));
        Assert.That(metrics.Value(":tensorflow:serving:request_latency", "_bucket", ModelName, Predict, ("le", "188.957")), Is.Zero);
        Assert.That(metrics.Value(":tensorflow:serving:runtime_latency", "_count", ModelName, ("API", "Predict"), ("runtime", "TF1")), Is.EqualTo(Good));
        var latency = metrics.Single(family => family.Name == ":tensorflow:serving:request_latency");
        Assert.That((latency.HasHelp, latency.Samples.Count(sample => sample.Suffix == "_bucket")), Is.EqualTo((false, 34)), "33 bounds and +Inf, and no help");
    }

    [Test]
    public async Task TorchServe_counts_microseconds_and_classes_of_statuses(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.TorchServe, cancellationToken);
        (string, string)[] labels = [ModelName, ("model_version", "default"), ("hostname", "fraud-v1-abcde")];
        Assert.That(metrics.Value("ts_inference_requests_total", "", labels), Is.EqualTo(Good + Failed));
        Assert.That(metrics.Value("ts_inference_latency_microseconds", "", labels), Is.EqualTo(Good * Seconds * 1e6));
        Assert.That(metrics.Value("ts_queue_latency_microseconds", "", labels), Is.Zero);
        Assert.That(metrics.Value("Requests2XX", "", ("Level", "Host")), Is.EqualTo(Good));
        Assert.That(metrics.Value("Requests5XX", "", ("Level", "Host"), ("Hostname", "fraud-v1-abcde")), Is.EqualTo(Failed));
    }

    [Test]
    public async Task Ray_Serve_counts_milliseconds_in_proxy_and_replica(CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(ModelRuntime.RayServe, cancellationToken);
        (string, string)[] proxy = [("route", "/fraud"), ("method", "POST"), ("application", "fraud")];
        (string, string)[] replica = [("deployment", "fraud"), ("replica", "fraud-v1-abcde"), ("route", "/fraud")];
        Assert.That(metrics.Value("ray_serve_num_http_requests_total", "", [.. proxy, ("status_code", "200")]), Is.EqualTo(Good));
        Assert.That(metrics.Value("ray_serve_num_http_requests_total", "", [.. proxy, ("status_code", "500")]), Is.EqualTo(Failed));
        Assert.That(metrics.Value("ray_serve_http_request_latency_ms", "_bucket", [.. proxy, ("status_code", "200"), ("le", "100.0")]), Is.EqualTo(Good));
        Assert.That(metrics.Value("ray_serve_deployment_processing_latency_ms", "_sum", replica), Is.EqualTo((Good + Failed) * Seconds * 1e3).Within(1e-9));
        Assert.That(metrics.Value("ray_serve_deployment_error_counter_total", "", replica), Is.EqualTo(Failed));
    }

    [TestCase(ModelRuntime.HTTP, "/predict")]
    [TestCase(ModelRuntime.OIP, "/v2/models/{model_name}/infer")]
    public async Task Plain_servers_have_what_instrumented_servers_commonly_have(ModelRuntime runtime, string handler, CancellationToken cancellationToken)
    {
        var metrics = await AskAsync(runtime, cancellationToken);
        Assert.That(metrics.Value("http_requests_total", "", ("handler", handler), ("method", "POST"), ("code", "200")), Is.EqualTo(Good));
        Assert.That(metrics.Value("http_requests_total", "", ("handler", handler), ("method", "POST"), ("code", "500")), Is.EqualTo(Failed));
        Assert.That(metrics.Value("http_request_duration_seconds", "_count", ("handler", handler)), Is.EqualTo(Good + Failed));
    }

    [Test]
    public async Task Whatever_clients_ask_for_the_series_stay_few([Values] ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        var before = await CountAsync();
        for (var i = 0; i < 50; i++)
        {
            await served.GetAsync($"/v2/models/model-{i}", cancellationToken);
            await served.GetAsync($"/v1/models/model-{i}", cancellationToken);
            await served.GetAsync($"/nowhere/{i}", cancellationToken);
            await served.SendAsync(new HttpMethod($"VERB{i}"), "/", null, cancellationToken);
        }

        Assert.That(await CountAsync() - before, Is.LessThan(250));

        async Task<int> CountAsync() =>
            (await served.ScrapeAsync(cancellationToken, RuntimeProtocols.Of(runtime).MetricsPath)).Sum(family => family.Samples.Count);
    }

    /// <summary>Makes good and then failing requests of 80 ms each and scrapes.</summary>
    private static async Task<IReadOnlyList<ScrapedFamily>> AskAsync(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var behavior = new ServingBehavior { LatencyP50 = TimeSpan.FromSeconds(Seconds), LatencyP99 = TimeSpan.FromSeconds(Seconds) };
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken, behavior, new ModelServersOptions { Time = time });
        for (var request = 0; request < Good + Failed; request++)
        {
            served.Server.Behavior = behavior with { ErrorRate = request < Good ? 0 : 1 };
            var answering = InferAsync(served, runtime, cancellationToken);
            await time.WaitForTimerDueInAsync(behavior.LatencyP50, cancellationToken);
            time.Advance(behavior.LatencyP50);
            Assert.That((int)(await answering).Status, Is.EqualTo(request < Good ? 200 : 500));
        }

        return await served.ScrapeAsync(cancellationToken, RuntimeProtocols.Of(runtime).MetricsPath);
    }

    private static Task<ServedModelFixture.Answered> InferAsync(
        ServedModelFixture served, ModelRuntime runtime, CancellationToken cancellationToken) => runtime switch
        {
            ModelRuntime.VLLM or ModelRuntime.SGLang =>
                served.PostAsync("/v1/chat/completions", """{"model":"fraud","messages":[{"role":"user","content":"is this fraud"}]}""", cancellationToken),
            ModelRuntime.TFServing => served.PostAsync("/v1/models/fraud:predict", """{"instances":[1]}""", cancellationToken),
            ModelRuntime.TorchServe => served.PostAsync("/predictions/fraud", "{}", cancellationToken),
            ModelRuntime.RayServe => served.PostAsync("/fraud", "{}", cancellationToken),
            ModelRuntime.HTTP => served.PostAsync("/predict", "{}", cancellationToken),
            _ => served.PostAsync("/v2/models/fraud/infer", """{"inputs":[{"name":"a","shape":[1],"datatype":"FP32","data":[1]}]}""", cancellationToken),
        };
}
