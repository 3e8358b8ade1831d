using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>Which serving runtime an image holds, by its name.</summary>
internal static class RuntimeGuess
{
    // In order: KServe's own images are often named for the runtime that they wrap, so that the runtime's word counts first.
    private static readonly (string Word, ModelRuntime Runtime)[] Words =
    [
        ("vllm", ModelRuntime.VLLM),
        ("sglang", ModelRuntime.SGLang),
        ("tritonserver", ModelRuntime.Triton),
        ("mlserver", ModelRuntime.MLServer),
        ("tensorflow/serving", ModelRuntime.TFServing),
        ("torchserve", ModelRuntime.TorchServe),
        ("kserve", ModelRuntime.KServe),
    ];

    public static ModelRuntime From(string? image)
    {
        var repository = ImageName.Parse(image).Repository;
        foreach (var (word, runtime) in Words)
        {
            if (repository.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return runtime;
            }
        }

        // As a whole part of a name: "array-model" is no Ray.
        return repository.Split('/', '-', '_', '.').Contains("ray", StringComparer.OrdinalIgnoreCase) ? ModelRuntime.RayServe : ModelRuntime.OIP;
    }
}
