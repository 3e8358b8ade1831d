namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The one protocol of each runtime.</summary>
internal static class RuntimeProtocols
{
    private static readonly IRuntimeProtocol Oip = new OipProtocol(OipDialects.Plain);
    private static readonly IRuntimeProtocol Vllm = new OpenAIProtocol(OpenAIDialects.Vllm);
    private static readonly IRuntimeProtocol Sglang = new OpenAIProtocol(OpenAIDialects.Sglang);
    private static readonly IRuntimeProtocol Triton = new TritonProtocol();
    private static readonly IRuntimeProtocol KServe = new KServeProtocol();
    private static readonly IRuntimeProtocol MLServer = new MLServerProtocol();
    private static readonly IRuntimeProtocol TFServing = new TFServingProtocol();
    private static readonly IRuntimeProtocol TorchServe = new TorchServeProtocol();
    private static readonly IRuntimeProtocol RayServe = new RayServeProtocol();
    private static readonly IRuntimeProtocol Http = new HttpProtocol();

    public static IRuntimeProtocol Of(ModelRuntime runtime) => runtime switch
    {
        ModelRuntime.OIP => Oip,
        ModelRuntime.VLLM => Vllm,
        ModelRuntime.SGLang => Sglang,
        ModelRuntime.Triton => Triton,
        ModelRuntime.KServe => KServe,
        ModelRuntime.MLServer => MLServer,
        ModelRuntime.TFServing => TFServing,
        ModelRuntime.TorchServe => TorchServe,
        ModelRuntime.RayServe => RayServe,
        ModelRuntime.HTTP => Http,
        _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, "No such runtime."),
    };
}
