namespace ModelSync.Playground.Serving.Protocols;

/// <summary>NVIDIA Triton: the Open Inference Protocol and the model repository extension, with model control off as by default.</summary>
internal sealed class TritonProtocol : IRuntimeProtocol
{
    private readonly OipProtocol _oip = new(OipDialects.Triton);

    public ErrorStyle Errors => _oip.Errors;

    public string MetricsPath => _oip.MetricsPath;

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["v2", "repository", "index"] => Errors.Only("POST", request, "/v2/repository/index", () => RepositoryIndex.Answer(model, request)),
        ["v2", "repository", "models", _, "load" or "unload"] => Errors.Only(
            "POST",
            request,
            "/v2/repository/models/{model_name}/" + request.Segments[^1],
            () => Errors.Error(503, "explicit model load / unload is not allowed if polling is enabled")),
        _ => _oip.Route(model, request),
    };
}
