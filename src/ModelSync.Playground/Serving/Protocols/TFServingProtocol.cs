namespace ModelSync.Playground.Serving.Protocols;

/// <summary>
/// TensorFlow Serving. Its versions are numbers; here a version is whatever the server was told, so that it can be recognised, and the
/// label "stable" is the one that is served. A model that is not ready is LOADING, which is an answer of 200.
/// </summary>
internal sealed class TFServingProtocol : IRuntimeProtocol
{
    /// <summary>The route of predictions.</summary>
    public const string PredictRoute = "/v1/models/{model_name}:predict";
    private const string StatusRoute = "/v1/models/{model_name}";
    private const string StableLabel = "stable";

    public ErrorStyle Errors => PlainErrors.Instance;

    public string MetricsPath => "/monitoring/prometheus/metrics";

    public Plan Route(ServedModel model, ServingRequest request)
    {
        // A verb stands after a colon at the end of the path: /v1/models/fraud/versions/3:predict.
        var colon = request.Path.LastIndexOf(':');
        var verb = colon > request.Path.LastIndexOf('/') ? request.Path[(colon + 1)..] : null;
        var path = verb is null ? request.Path : request.Path[..colon];
        return (request.Method, verb, path.Split('/')) switch
        {
            ("GET", null, ["", "v1", "models", var name, .. var rest]) when Target.Of(name, rest, out var metadata) is { } target =>
                metadata ? Metadata(model, target) : Status(model, target),
            ("POST", "predict", ["", "v1", "models", var name, .. var rest]) when Target.Of(name, rest, out var metadata) is { } target && !metadata =>
                Infer(model, request, target),
            ("POST", "classify" or "regress", ["", "v1", "models", var name, ..]) => Of(model, name, Errors.Error(
                400, $"Expected {verb} signature method_name to be tensorflow/serving/{verb}. Was: tensorflow/serving/predict")),
            (_, _, ["", "v1", "models", ..]) => Unrouted(400, $"Malformed request: {request.Method} {request.Path}"),
            _ => Unrouted(404, "Not Found"),
        };
    }

    private Plan Unrouted(int status, string message) => Plan.Of(Plan.NoRoute, Errors.Error(status, message));

    // Requests are counted by model, and clients could ask for any number of them.
    private static Plan Of(ServedModel model, string name, ServingReply reply) => Plan.Of(model.Is(name) ? StatusRoute : Plan.NoRoute, reply);

    /// <summary>What is against a request for this model and version; the words are those of predictions.</summary>
    private ServingReply? Refusal(ServedModel model, Target target)
    {
        if (target.Label is { } label && !string.Equals(label, StableLabel, StringComparison.Ordinal) && model.Is(target.Name))
        {
            return Errors.Error(400, $"Unrecognized servable version label: {label}");
        }

        var what = target.Version is null ? $"Latest({target.Name})" : $"Specific({target.Name}, {target.Version})";
        return model.Is(target.Name) && model.Serves(target.Version) ? null : Errors.Error(404, $"Servable not found for request: {what}");
    }

    private Plan Status(ServedModel model, Target target)
    {
        if (Refusal(model, target) is { Status: 404 })
        {
            var what = target.Version is null ? "any versions" : $"version {target.Version}";
            return Of(model, target.Name, Errors.Error(404, $"Could not find {what} of model {target.Name}"));
        }

        return Of(model, target.Name, Refusal(model, target) ?? Json.Reply(200, writer =>
        {
            writer.WriteStartArray("model_version_status");
            writer.WriteStartObject();
            writer.WriteString("version", model.Version);
            writer.WriteString("state", model.IsReady ? "AVAILABLE" : "LOADING");
            writer.WriteStartObject("status");
            writer.WriteString("error_code", "OK");
            writer.WriteString("error_message", "");
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }));
    }

    private Plan Metadata(ServedModel model, Target target) => Of(model, target.Name, Unavailable(model, target) ?? Json.Reply(200, writer =>
    {
        writer.WriteStartObject("model_spec");
        writer.WriteString("name", model.Name);
        writer.WriteString("signature_name", "");
        writer.WriteString("version", model.Version);
        writer.WriteEndObject();
        writer.WritePropertyName("metadata");
        TFSignature.Write(writer);
    }));

    private ServingReply? Unavailable(ServedModel model, Target target) =>
        Refusal(model, target) ?? (model.IsReady ? null : Errors.Error(404, $"Servable not found for request: Latest({model.Name})"));

    private Plan Infer(ServedModel model, ServingRequest request, Target target) => Errors.Infer(
        request,
        model.Is(target.Name) ? PredictRoute : Plan.NoRoute,
        () => Unavailable(model, target),
        () =>
        {
            var input = RowInput.Parse(request.Body);
            var data = new AnswerData(model, input.Hash);
            return new Inference
            {
                Rows = input.Rows,
                Failure = Errors.Error(500, "The model failed: this is a simulated error."),
                Answer = Json.Reply(200, writer =>
                {
                    writer.WritePropertyName(input.IsColumnar ? "outputs" : "predictions");
                    data.WriteRows(writer, input.Rows);
                }),
            };
        });

    private sealed record Target(string Name, string? Version, string? Label)
    {
        public static Target? Of(string name, string[] rest, out bool metadata)
        {
            metadata = rest is [.., "metadata"];
            return (metadata ? rest[..^1] : rest) switch
            {
                [] => new Target(name, null, null),
                ["versions", var version] => new Target(name, version, null),
                ["labels", var label] => new Target(name, null, label),
                _ => null,
            };
        }
    }
}
