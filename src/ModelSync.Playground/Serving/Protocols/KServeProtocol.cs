namespace ModelSync.Playground.Serving.Protocols;

/// <summary>KServe's Python server: its first protocol and the Open Inference Protocol.</summary>
internal sealed class KServeProtocol : IRuntimeProtocol
{
    private const string Predict = ":predict";
    private readonly OipProtocol _oip = new(OipDialects.KServe);

    public ErrorStyle Errors => _oip.Errors;

    public string MetricsPath => _oip.MetricsPath;

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        [] or [""] => Errors.Get(request, "/", () => Json.Reply(200, writer => writer.WriteString("status", "alive"))),
        ["v1", "models"] => Errors.Get(request, "/v1/models", () => Json.Reply(200, writer => writer.WriteStrings("models", model.Name))),
        ["v1", "models", var name] when name.EndsWith(Predict, StringComparison.Ordinal) => Infer(model, request, name[..^Predict.Length]),
        ["v1", "models", var name] => Errors.Get(request, "/v1/models/{model_name}", () => Refusal(model, name) ?? Json.Reply(200, writer =>
        {
            writer.WriteString("name", model.Name);
            writer.WriteBoolean("ready", true);
        })),
        _ => _oip.Route(model, request),
    };

    private static ServingReply? Refusal(ServedModel model, string name) =>
        !model.Is(name) ? OipDialects.KServe.Unknown(name, null) : model.IsReady ? null : OipDialects.KServe.ModelNotReady(model);

    private Plan Infer(ServedModel model, ServingRequest request, string name) => Errors.Infer(
        request,
        "/v1/models/{model_name}:predict",
        () => Refusal(model, name),
        () =>
        {
            var input = RowInput.Parse(request.Body);
            var data = new AnswerData(model, input.Hash);
            return new Inference
            {
                Rows = input.Rows,
                Failure = Errors.Error(500, OipDialects.KServe.Failure),
                Answer = Json.Reply(200, writer =>
                {
                    writer.WritePropertyName("predictions");
                    data.WriteRows(writer, input.Rows);
                }),
            };
        });
}
