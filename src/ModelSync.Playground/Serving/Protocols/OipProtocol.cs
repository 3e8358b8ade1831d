using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The Open Inference Protocol, version 2, over HTTP.</summary>
internal sealed class OipProtocol(OipDialect dialect) : IRuntimeProtocol
{
    private const string ModelRoute = "/v2/models/{model_name}";
    private const string VersionRoute = "/v2/models/{model_name}/versions/{model_version}";

    public ErrorStyle Errors => dialect.Errors;

    public string MetricsPath => "/metrics";

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["v2"] => Errors.Get(request, "/v2", ServerMetadata),
        ["v2", "health", "live"] => Errors.Get(request, "/v2/health/live", () => Health("live")),
        ["v2", "health", "ready"] => Errors.Get(request, "/v2/health/ready", () => model.IsReady ? Health("ready") : dialect.NotReady(model)),
        ["v2", "models", var name] => Errors.Get(request, ModelRoute, () => ModelMetadata(model, name, null)),
        ["v2", "models", var name, "versions", var version] => Errors.Get(request, VersionRoute, () => ModelMetadata(model, name, version)),
        ["v2", "models", var name, "ready"] => Errors.Get(request, ModelRoute + "/ready", () => ModelReady(model, name, null)),
        ["v2", "models", var name, "versions", var version, "ready"] =>
            Errors.Get(request, VersionRoute + "/ready", () => ModelReady(model, name, version)),
        ["v2", "models", var name, "infer"] => Infer(model, request, ModelRoute + "/infer", name, null),
        ["v2", "models", var name, "versions", var version, "infer"] => Infer(model, request, VersionRoute + "/infer", name, version),
        _ => Errors.Unrouted(request),
    };

    private ServingReply? Refusal(ServedModel model, string name, string? version) =>
        !model.Is(name) ? dialect.Unknown(name, null) : model.Serves(version) ? null : dialect.Unknown(name, version);

    private ServingReply ServerMetadata() => Json.Reply(200, writer =>
    {
        writer.WriteString("name", dialect.ServerName);
        writer.WriteString("version", dialect.ServerVersion);
        writer.WriteStrings("extensions", [.. dialect.Extensions]);
    });

    private ServingReply Health(string what) => dialect.HealthBodies ? Json.Reply(200, writer => writer.WriteBoolean(what, true)) : ServingReply.Empty(200);

    private ServingReply ModelReady(ServedModel model, string name, string? version)
    {
        if (Refusal(model, name, version) is { } refusal)
        {
            return refusal;
        }

        if (!model.IsReady)
        {
            return dialect.ModelNotReady(model);
        }

        return !dialect.HealthBodies ? ServingReply.Empty(200) : Json.Reply(200, writer =>
        {
            writer.WriteString("name", name);
            writer.WriteBoolean("ready", true);
        });
    }

    private ServingReply ModelMetadata(ServedModel model, string name, string? version) => Refusal(model, name, version) ?? Json.Reply(200, writer =>
    {
        writer.WriteString("name", model.Name);
        writer.WriteStrings("versions", model.Version);
        writer.WriteString("platform", dialect.Platform);
        WriteTensor(writer, "inputs", "input", "FP32", [-1, -1]);
        WriteTensor(writer, "outputs", OipInput.DefaultOutput, "FP64", [-1]);
    });

    private Plan Infer(ServedModel model, ServingRequest request, string route, string name, string? version) => Errors.Infer(
        request,
        route,
        () => Refusal(model, name, version) ?? (model.IsReady ? null : dialect.CannotInfer(model)),
        () =>
        {
            var input = OipInput.Parse(request.Body);
            return new Inference { Answer = Answer(model, input), Failure = Errors.Error(500, dialect.Failure), Rows = input.Rows };
        });

    private static ServingReply Answer(ServedModel model, OipInput input) => Json.Reply(200, writer =>
    {
        var data = new AnswerData(model, input.Hash);
        writer.WriteString("model_name", model.Name);
        writer.WriteString("model_version", model.Version);
        if (input.Id is not null)
        {
            writer.WriteString("id", input.Id);
        }

        writer.WriteStartArray("outputs");
        foreach (var output in input.Outputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", output);
            WriteShape(writer, [input.Rows]);
            writer.WriteString("datatype", data.DataType);
            writer.WritePropertyName("data");
            data.WriteRows(writer, input.Rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteTensor(Utf8JsonWriter writer, string list, string name, string datatype, ReadOnlySpan<int> shape)
    {
        writer.WriteStartArray(list);
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("datatype", datatype);
        WriteShape(writer, shape);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter writer, ReadOnlySpan<int> shape)
    {
        writer.WriteStartArray("shape");
        foreach (var size in shape)
        {
            writer.WriteNumberValue(size);
        }

        writer.WriteEndArray();
    }
}
