namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A plain HTTP server.</summary>
internal sealed class HttpProtocol : IRuntimeProtocol
{
    public ErrorStyle Errors => PlainErrors.Instance;

    public string MetricsPath => "/metrics";

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["healthz"] => Errors.Get(request, "/healthz", () => ServingReply.Text(200, "ok")),
        ["readyz"] => Errors.Get(request, "/readyz", () => model.IsReady ? ServingReply.Text(200, "ok") : ServingReply.Text(503, "not ready")),
        ["predict"] => Errors.Infer(
            request,
            "/predict",
            () => model.IsReady ? null : Errors.Error(503, $"Model '{model.Name}' is not ready"),
            () => new Inference
            {
                Answer = JsonPrediction.Answer(model, request.Body),
                Failure = Errors.Error(500, "The model failed: this is a simulated error."),
            }),
        _ => Errors.Unrouted(request),
    };
}
