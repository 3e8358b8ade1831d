using System.Text.Json;

namespace ModelSync.Registries.Protocol;

/// <summary>Reads the one word of an error that is safe to show: a code of the distribution specification, never the text beside it.</summary>
internal static class ErrorCode
{
    private const int MaxLength = 48;

    /// <summary>The code, such as MANIFEST_UNKNOWN; null where there is none that looks like one.</summary>
    public static string? Of(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            var code = document.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0
                && errors[0].TryGetProperty("code", out var value) && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
            return code is { Length: > 0 and <= MaxLength } && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_') ? code : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
