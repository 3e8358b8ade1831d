using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>
/// Reads a <see cref="Quantity"/> from a string or a number (kubernetes-client/csharp #1396) and writes it as a string
/// with the text that was read; null is read as 0, as Go does.
/// </summary>
public sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return Quantity.Zero;
            case JsonTokenType.String:
                text = StringInterner.Shared.Read(ref reader)!.Trim();
                break;
            case JsonTokenType.Number:
                text = reader.HasValueSequence ? Encoding.ASCII.GetString(reader.ValueSequence) : StringInterner.Shared.Intern(reader.ValueSpan);
                break;
            default:
                throw new JsonException($"Expected a quantity as a string or number, found {reader.TokenType}.");
        }

        var error = QuantityParser.TryParse(text, out var quantity);
        return error is null ? quantity : throw new JsonException(error);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var text = value.ToString();
        if (text.Contains('+', StringComparison.Ordinal))
        {
            // The default encoder would write \u002B, which is the same text in other bytes.
            writer.WriteStringValue(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
            return;
        }

        writer.WriteStringValue(text);
    }
}
