using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The list of models that Triton and MLServer give.</summary>
internal static class RepositoryIndex
{
    public static ServingReply Answer(ServedModel model, ServingRequest request)
    {
        var onlyReady = false;
        if (!request.Body.IsEmpty)
        {
            using var document = Json.ParseObject(request.Body);
            onlyReady = document.RootElement.Optional("ready", "", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? false;
        }

        return new ServingReply(200, Json.ContentType, Json.Write(writer =>
        {
            writer.WriteStartArray();
            if (model.IsReady || !onlyReady)
            {
                writer.WriteStartObject();
                writer.WriteString("name", model.Name);
                writer.WriteString("version", model.Version);
                writer.WriteString("state", model.IsReady ? "READY" : "LOADING");
                writer.WriteString("reason", "");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }
}
