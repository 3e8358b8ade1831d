namespace ModelSync.Playground.Serving;

/// <summary>A serving runtime, as the runtime profiles of the API name it.</summary>
public enum ModelRuntime
{
    /// <summary>A server of the Open Inference Protocol, nothing else.</summary>
    OIP,

    /// <summary>vLLM.</summary>
    VLLM,

    /// <summary>SGLang.</summary>
    SGLang,

    /// <summary>NVIDIA Triton Inference Server.</summary>
    Triton,

    /// <summary>KServe's Python server.</summary>
    KServe,

    /// <summary>MLServer.</summary>
    MLServer,

    /// <summary>TensorFlow Serving.</summary>
    TFServing,

    /// <summary>TorchServe.</summary>
    TorchServe,

    /// <summary>Ray Serve.</summary>
    RayServe,

    /// <summary>A plain HTTP server with common request metrics.</summary>
    HTTP,
}
