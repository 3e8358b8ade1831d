namespace ModelSync.Playground.Serving.Protocols;

/// <summary>OpenAI's endpoints for language models, as vLLM and SGLang have them.</summary>
internal sealed class OpenAIProtocol(OpenAIDialect dialect) : IRuntimeProtocol
{
    private const int ContextLength = 32768;

    public ErrorStyle Errors => dialect.Errors;

    public string MetricsPath => "/metrics";

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["v1", "models"] => Errors.Get(request, "/v1/models", () => Models(model)),
        ["v1", "completions"] => Infer(model, request, "/v1/completions", isChat: false),
        ["v1", "chat", "completions"] => Infer(model, request, "/v1/chat/completions", isChat: true),
        _ => dialect.Others(model, request) ?? Errors.Unrouted(request),
    };

    private ServingReply Models(ServedModel model) => Json.Reply(200, writer =>
    {
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        writer.WriteStartObject();
        writer.WriteString("id", model.Name);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", model.StartedAt.ToUnixTimeSeconds());
        writer.WriteString("owned_by", dialect.Owner);
        writer.WriteString("root", model.Name);
        writer.WriteNull("parent");
        writer.WriteNumber("max_model_len", ContextLength);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private Plan Infer(ServedModel model, ServingRequest request, string route, bool isChat) => Errors.Infer(
        request,
        route,
        () => model.IsReady ? null : Errors.Error(503, "The model is still loading."),
        () => Infer(model, OpenAIInput.Parse(request.Body, isChat)));

    private Inference Infer(ServedModel model, OpenAIInput input)
    {
        if (dialect.ChecksModel && input.Model is { } name && !model.Is(name))
        {
            throw new InvalidInputException($"The model `{name}` does not exist.") { Status = 404 };
        }

        var completion = new OpenAICompletion(model, input, dialect.Extra);
        return new Inference
        {
            Answer = input.IsStreamed ? null : new ServingReply(200, Json.ContentType, completion.Whole()),
            Stream = input.IsStreamed ? completion.Stream() : null,
            Failure = Errors.Error(500, dialect.Failure),
            PromptTokens = input.PromptTokens,
            GeneratedTokens = completion.Tokens,
            CutOff = completion.CutOff,
        };
    }
}
