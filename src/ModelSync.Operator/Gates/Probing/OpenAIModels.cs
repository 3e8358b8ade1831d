using System.Buffers;
using System.Text.Json;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>What a probe needs of OpenAI's protocol.</summary>
internal static class OpenAIModels
{
    private const int MostNames = 100;

    /// <summary>The names of the models that a server lists.</summary>
    public static IReadOnlyList<string> NamesOf(JsonElement? body) =>
        [.. (body?.Items("data") ?? []).Take(MostNames).Select(static one => one.Text("id")).OfType<string>()];

    /// <summary>The smallest completion: one token, and the most likely one.</summary>
    public static ReadOnlyMemory<byte> Completion(string model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteString("prompt", "Hello");
            writer.WriteNumber("max_tokens", 1);
            writer.WriteNumber("temperature", 0);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
