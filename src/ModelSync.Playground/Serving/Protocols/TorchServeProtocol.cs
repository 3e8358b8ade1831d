using System.Globalization;
using System.Text.Json;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>TorchServe: inference and management, which are two ports of it, on one.</summary>
internal sealed class TorchServeProtocol : IRuntimeProtocol
{
    /// <summary>The route of predictions; with a version, which metrics tell.</summary>
    public const string PredictionRoute = "/predictions/{model_name}";
    public const string VersionRoute = "/predictions/{model_name}/{model_version}";

    public ErrorStyle Errors => TorchServeErrors.Instance;

    public string MetricsPath => "/metrics";

    public Plan Route(ServedModel model, ServingRequest request) => request.Segments switch
    {
        ["ping"] => Errors.Get(request, "/ping", () => Ping(model)),
        ["predictions", var name] => Infer(model, request, PredictionRoute, name, null),
        ["predictions", var name, var version] => Infer(model, request, VersionRoute, name, version),
        ["models"] => Errors.Get(request, "/models", () => List(model)),
        ["models", var name] => Errors.Get(request, "/models/{model_name}", () => Describe(model, name, null)),
        ["models", var name, "all"] => Errors.Get(request, "/models/{model_name}/all", () => Describe(model, name, null)),
        ["models", var name, var version] => Errors.Get(request, "/models/{model_name}/{model_version}", () => Describe(model, name, version)),
        _ => Errors.Unrouted(request),
    };

    private static ServingReply Ping(ServedModel model) =>
        Json.Reply(model.IsReady ? 200 : 500, writer => writer.WriteString("status", model.IsReady ? "Healthy" : "Unhealthy"));

    private static ServingReply? Unknown(ServedModel model, string name, string? version) =>
        !model.Is(name) ? TorchServeErrors.Typed(404, "ModelNotFoundException", $"Model not found: {name}")
        : model.Serves(version) ? null
        : TorchServeErrors.Typed(404, "ModelVersionNotFoundException", $"Model version: {version} does not exist for model: {name}");

    private static ServingReply List(ServedModel model) => Json.Reply(200, writer =>
    {
        writer.WriteStartArray("models");
        writer.WriteStartObject();
        writer.WriteString("modelName", model.Name);
        writer.WriteString("modelUrl", model.Name + ".mar");
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private static ServingReply Describe(ServedModel model, string name, string? version) =>
        Unknown(model, name, version) ?? new(200, Json.ContentType, Json.Write(writer => WriteDescription(writer, model)));

    private static void WriteDescription(Utf8JsonWriter writer, ServedModel model)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("modelName", model.Name);
        writer.WriteString("modelVersion", model.Version);
        writer.WriteString("modelUrl", model.Name + ".mar");
        writer.WriteString("engine", "Torch");
        writer.WriteString("runtime", "python");
        writer.WriteNumber("minWorkers", 1);
        writer.WriteNumber("maxWorkers", 1);
        writer.WriteNumber("batchSize", 1);
        writer.WriteNumber("maxBatchDelay", 100);
        writer.WriteBoolean("loadedAtStartup", true);
        writer.WriteStartArray("workers");
        WriteWorker(writer, model);
        writer.WriteEndArray();
        writer.WriteStartObject("jobQueueStatus");
        writer.WriteNumber("remainingCapacity", 100);
        writer.WriteNumber("pendingRequests", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteWorker(Utf8JsonWriter writer, ServedModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("id", "9000");
        writer.WriteString("startTime", model.StartedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("status", model.IsReady ? "READY" : "UNLOADING");
        writer.WriteNumber("memoryUsage", 0);
        writer.WriteBoolean("gpu", false);
        writer.WriteEndObject();
    }

    private Plan Infer(ServedModel model, ServingRequest request, string route, string name, string? version) => Errors.Infer(
        request,
        route,
        () => Unknown(model, name, version) ?? (model.IsReady ? null : Errors.Error(
            503, $"Model \"{name}\" has no worker to serve inference request. Please use scale workers API to add workers.")),
        () =>
        {
            // A handler takes any bytes, and what it returns is the whole body.
            var data = new AnswerData(model, InputHash.OfBytes(request.Body.Span));
            return new Inference
            {
                Failure = Errors.Error(500, "Worker died."),
                Answer = new ServingReply(200, Json.ContentType, Json.Write(writer => data.WriteRow(writer, 0))),
            };
        });
}
