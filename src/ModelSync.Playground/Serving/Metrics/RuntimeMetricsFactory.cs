namespace ModelSync.Playground.Serving.Metrics;

/// <summary>Makes the metrics of a server.</summary>
internal static class RuntimeMetricsFactory
{
    public static RuntimeMetrics Create(ModelServerIdentity identity) => identity.Runtime switch
    {
        ModelRuntime.VLLM => new VllmMetrics(identity),
        ModelRuntime.SGLang => new SglangMetrics(identity),
        ModelRuntime.Triton => new TritonMetrics(identity),
        ModelRuntime.KServe => new KServeMetrics(identity),
        ModelRuntime.MLServer => new MLServerMetrics(identity),
        ModelRuntime.TFServing => new TFServingMetrics(identity),
        ModelRuntime.TorchServe => new TorchServeMetrics(identity),
        ModelRuntime.RayServe => new RayServeMetrics(identity),
        _ => new HttpMetrics(),
    };
}
