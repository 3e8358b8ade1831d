namespace ModelSync.Api.Versions;

/// <summary>A serving runtime whose probes, smoke calls and metrics are known.</summary>
public enum RuntimeProfile
{
    /// <summary>Any HTTP server: nothing but its status codes is known.</summary>
    HTTP,

    /// <summary>Open Inference Protocol v2.</summary>
    OIP,

    /// <summary>vLLM.</summary>
    VLLM,

    /// <summary>SGLang.</summary>
    SGLang,

    /// <summary>NVIDIA Triton.</summary>
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
}
