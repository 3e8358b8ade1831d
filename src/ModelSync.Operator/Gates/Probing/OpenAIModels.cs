using System.Buffers;
using System.Text.Json;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>What a probe needs of OpenAI's protocol.</summary>
internal static class OpenAIModels
{
    private const int MostNames = 100;

    /// <summary>The names of the models that a server lists.</summary>
    public static IReadOnlyList<string> NamesOf(JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. data.EnumerateArray().Take(MostNames)
            .Where(static one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            .Select(static one => one.GetProperty("id").GetString()!)];
    }

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
