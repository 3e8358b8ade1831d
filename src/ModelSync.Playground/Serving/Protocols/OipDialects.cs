namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The servers that speak the Open Inference Protocol, in their own words.</summary>
internal static class OipDialects
{
    private static readonly FastApiErrors MLServerErrors = new(422, PlainErrors.Instance.Error);

    private static readonly FastApiErrors KServeErrors = new(400, PlainErrors.Instance.Error);

    /// <summary>A server of nothing but the protocol, by the letter: "4xx status code indicates false".</summary>
    public static OipDialect Plain { get; } = new()
    {
        Errors = PlainErrors.Instance,
        ServerName = "modelsync-playground",
        ServerVersion = "2",
        Platform = "playground_simulated",
        HealthBodies = true,
        NotReady = _ => Json.Reply(400, writer => writer.WriteBoolean("ready", false)),
        ModelNotReady = model => Json.Reply(400, writer =>
        {
            writer.WriteString("name", model.Name);
            writer.WriteBoolean("ready", false);
        }),
        CannotInfer = model => PlainErrors.Instance.Error(503, $"Model '{model.Name}' is not ready"),
        Unknown = (name, version) =>
            PlainErrors.Instance.Error(404, version is null ? $"Model '{name}' not found" : $"Model '{name}' has no version '{version}'"),
    };

    /// <summary>Triton: no bodies for health, and an unknown model is a bad request while an unknown version is not found.</summary>
    public static OipDialect Triton { get; } = new()
    {
        Errors = PlainErrors.Instance,
        ServerName = "triton",
        ServerVersion = "2.59.0",
        Extensions =
        [
            "classification", "sequence", "model_repository", "model_repository(unload_dependents)", "schedule_policy", "model_configuration",
            "system_shared_memory", "cuda_shared_memory", "binary_tensor_data", "parameters", "statistics", "trace", "logging",
        ],
        Platform = "onnxruntime_onnx",
        NotReady = _ => ServingReply.Empty(400),
        ModelNotReady = _ => PlainErrors.Instance.Error(400, "Model version not ready"),
        CannotInfer = model => PlainErrors.Instance.Error(503, $"Request for unknown model: '{model.Name}' has no available versions"),
        Unknown = (name, version) => version is null
            ? PlainErrors.Instance.Error(400, $"Request for unknown model: '{name}' is not found")
            : PlainErrors.Instance.Error(404, $"Request for unknown model: '{name}' version {version} is not found"),
    };

    /// <summary>MLServer: no bodies for health, 400 for what is not ready, and FastAPI's 422 for bodies that it cannot read.</summary>
    public static OipDialect MLServer { get; } = new()
    {
        Errors = MLServerErrors,
        ServerName = "mlserver",
        ServerVersion = "1.6.1",
        Platform = "sklearn",
        NotReady = _ => ServingReply.Empty(400),
        ModelNotReady = _ => ServingReply.Empty(400),
        CannotInfer = model => PlainErrors.Instance.Error(400, $"Model {model.Name} is not ready yet."),
        Unknown = (name, version) =>
            PlainErrors.Instance.Error(404, version is null ? $"Model {name} not found" : $"Model {name} with version {version} not found"),
    };

    /// <summary>KServe's Python server: bodies for health, 503 for what is not ready.</summary>
    public static OipDialect KServe { get; } = new()
    {
        Errors = KServeErrors,
        ServerName = "kserve",
        ServerVersion = "0.15.2",
        Extensions = ["model_repository_extension"],
        Platform = "sklearn",
        HealthBodies = true,
        NotReady = _ => PlainErrors.Instance.Error(503, "Server is not ready."),
        ModelNotReady = ModelOfKServeNotReady,
        CannotInfer = ModelOfKServeNotReady,
        Unknown = (name, _) => PlainErrors.Instance.Error(404, $"Model with name {name} does not exist."),
    };

    private static ServingReply ModelOfKServeNotReady(ServedModel model) => PlainErrors.Instance.Error(503, $"Model with name {model.Name} is not ready.");
}
