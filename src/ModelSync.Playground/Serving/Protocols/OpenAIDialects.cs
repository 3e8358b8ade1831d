namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The servers that speak OpenAI's protocol, in their own words.</summary>
internal static class OpenAIDialects
{
    private static readonly FastApiErrors VllmErrors = new(400, VllmError);
    private static readonly FastApiErrors SglangErrors = new(400, SglangError);

    public static OpenAIDialect Vllm { get; } = new()
    {
        Errors = VllmErrors,
        Owner = "vllm",
        ChecksModel = true,
        Failure = "EngineCore encountered an issue. See stack trace (above) for the root cause.",
        Others = (model, request) => request.Segments switch
        {
            ["health"] => VllmErrors.Get(request, "/health", () => ServingReply.Empty(model.IsReady ? 200 : 503)),
            ["ping"] => VllmErrors.Get(request, "/ping", () => ServingReply.Empty(model.IsReady ? 200 : 503)),
            ["version"] => VllmErrors.Get(request, "/version", () => Json.Reply(200, writer => writer.WriteString("version", "0.11.0"))),
            _ => null,
        },
    };

    /// <summary>SGLang answers under whatever name it is asked for, and tells the version of its weights.</summary>
    public static OpenAIDialect Sglang { get; } = new()
    {
        Errors = SglangErrors,
        Owner = "sglang",
        ChecksModel = false,
        Failure = "Internal server error: this is a simulated error.",
        Extra = (writer, model) =>
        {
            writer.WriteStartObject("metadata");
            writer.WriteString("weight_version", model.Version);
            writer.WriteEndObject();
        },
        Others = (model, request) => request.Segments switch
        {
            ["health"] => SglangErrors.Get(request, "/health", () => ServingReply.Empty(model.IsReady ? 200 : 503)),
            ["health_generate"] => SglangErrors.Get(request, "/health_generate", () => ServingReply.Empty(model.IsReady ? 200 : 503)),
            ["get_model_info"] => SglangErrors.Get(request, "/get_model_info", () => Json.Reply(200, writer =>
            {
                writer.WriteString("model_path", model.Name);
                writer.WriteString("tokenizer_path", model.Name);
                writer.WriteBoolean("is_generation", true);
                writer.WriteString("weight_version", model.Version);
            })),
            _ => null,
        },
    };

    private static ServingReply VllmError(int status, string message) => Json.Reply(status, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("message", message);
        writer.WriteString("type", TypeOf(status));
        writer.WriteNull("param");
        writer.WriteNumber("code", status);
        writer.WriteEndObject();
    });

    private static ServingReply SglangError(int status, string message) => Json.Reply(status, writer =>
    {
        writer.WriteString("object", "error");
        writer.WriteString("message", message);
        writer.WriteString("type", TypeOf(status));
        writer.WriteNull("param");
        writer.WriteNumber("code", status);
    });

    private static string TypeOf(int status) => status switch
    {
        404 => "NotFoundError",
        503 => "ServiceUnavailableError",
        < 500 => "BadRequestError",
        _ => "InternalServerError",
    };
}
