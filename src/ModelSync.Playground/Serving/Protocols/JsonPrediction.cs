using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The answer of servers whose protocol is their own: any JSON object in, model, version and output out.</summary>
internal static class JsonPrediction
{
    public static ServingReply Answer(ServedModel model, ReadOnlyMemory<byte> body)
    {
        using var document = Json.ParseObject(body);
        var data = new AnswerData(model, InputHash.Of(document.RootElement.Raw()));
        return Json.Reply(200, writer =>
        {
            writer.WriteString("model", model.Name);
            writer.WriteString("model_version", model.Version);
            writer.WritePropertyName("output");
            data.WriteRow(writer, 0);
        });
    }
}
