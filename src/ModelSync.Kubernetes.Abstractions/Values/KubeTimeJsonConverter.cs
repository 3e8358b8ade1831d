using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>Reads and writes <see cref="KubeTime"/> without allocating; the zero time is null in both directions.</summary>
public sealed class KubeTimeJsonConverter : JsonConverter<KubeTime>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override KubeTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Rfc3339Reader.Read(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, KubeTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.IsZero)
        {
            writer.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[Rfc3339Writer.MaxLength];
        writer.WriteStringValue(text[..Rfc3339Writer.Format(value.UtcTicks, fractionDigits: 0, text)]);
    }
}
