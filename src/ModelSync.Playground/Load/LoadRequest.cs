using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Load;

/// <summary>One request, as it is sent again and again.</summary>
public sealed record LoadRequest
{
    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The path and query.</summary>
    public required string Path { get; init; }

    /// <summary>The body, of type application/json; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>An inference request in the form that a runtime understands.</summary>
    public static LoadRequest Infer(ModelRuntime runtime, string model)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        var name = Uri.EscapeDataString(model);
        var quoted = System.Text.Json.JsonEncodedText.Encode(model).ToString();
        return runtime switch
        {
            ModelRuntime.VLLM or ModelRuntime.SGLang => Post("/v1/completions", $$"""{"model":"{{quoted}}","prompt":"Hello","max_tokens":8}"""),
            ModelRuntime.TFServing => Post($"/v1/models/{name}:predict", """{"instances":[[1.0,2.0,3.0]]}"""),
            ModelRuntime.TorchServe => Post($"/predictions/{name}", """{"data":[1.0,2.0,3.0]}"""),
            ModelRuntime.RayServe => Post($"/{name}", """{"inputs":[1.0,2.0,3.0]}"""),
            ModelRuntime.HTTP => Post("/predict", """{"inputs":[1.0,2.0,3.0]}"""),
            _ => Post($"/v2/models/{name}/infer", """{"inputs":[{"name":"input","datatype":"FP32","shape":[1,3],"data":[1.0,2.0,3.0]}]}"""),
        };
    }

    private static LoadRequest Post(string path, string body) => new() { Method = "POST", Path = path, Body = body };
}
