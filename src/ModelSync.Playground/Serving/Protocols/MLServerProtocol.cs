namespace ModelSync.Playground.Serving.Protocols;

/// <summary>MLServer: the Open Inference Protocol and the index of its repository.</summary>
internal sealed class MLServerProtocol : IRuntimeProtocol
{
    private readonly OipProtocol _oip = new(OipDialects.MLServer);

    public ErrorStyle Errors => _oip.Errors;

    public string MetricsPath => _oip.MetricsPath;

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments is ["v2", "repository", "index"]
        ? Errors.Only("POST", request, "/v2/repository/index", () => RepositoryIndex.Answer(model, request))
        : _oip.Route(model, request);
}
