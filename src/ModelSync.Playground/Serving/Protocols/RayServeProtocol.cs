namespace ModelSync.Playground.Serving.Protocols;

/// <summary>Ray Serve's HTTP proxy with one application, named and mounted as the model is.</summary>
internal sealed class RayServeProtocol : IRuntimeProtocol
{
    private const string NotReady = "Route table is not populated yet.";

    /// <summary>The route of the proxy's own endpoints begins so.</summary>
    public const string ProxyRoutes = "/-/";

    /// <summary>The route of the application.</summary>
    public const string ApplicationRoute = "/{application}";

    public ErrorStyle Errors => RayServeErrors.Instance;

    public string MetricsPath => "/metrics";

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["-", "healthz"] => Errors.Get(request, "/-/healthz", () => model.IsReady ? ServingReply.Text(200, "success") : Errors.Error(503, NotReady)),
        ["-", "routes"] => Errors.Get(request, "/-/routes", () => model.IsReady
            ? Json.Reply(200, writer => writer.WriteString("/" + model.Name, model.Name))
            : Errors.Error(503, NotReady)),
        [var application, ..] when model.Is(application) => Errors.Infer(
            request,
            ApplicationRoute,
            () => model.IsReady ? null : Errors.Error(503, NotReady),
            () => new Inference { Answer = JsonPrediction.Answer(model, request.Body), Failure = Errors.Error(500, "Internal Server Error") }),
        _ => Errors.Unrouted(request),
    };
}
