using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Schema;

/// <summary>Fills in what is left out, as the API server does with the defaults of the CRD: for manifests that no server has seen yet.</summary>
public static class Defaulting
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>The object with its defaults.</summary>
    public static T Apply<T>(T resource)
        where T : class, IResource<T>
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(resource, T.TypeInfo);
        return JsonSerializer.Deserialize(Apply(T.Resource, json).Span, T.TypeInfo)!;
    }

    /// <summary>The object with its defaults, without the nulls that the API server drops, and with whole numbers written as such; other members stay as they are.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ReadOnlyMemory<byte> Apply(ResourceInfo kind, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        var buffer = new ArrayBufferWriter<byte>(json.Length + 1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = JsonLimits.MaxDepth }))
        {
            Write(writer, document.RootElement, ApiSchemas.Of(kind));
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, SchemaNode schema)
    {
        switch (schema.Type, value.ValueKind)
        {
            case (SchemaType.Object, JsonValueKind.Object):
                WriteObject(writer, value, schema);
                break;
            case (SchemaType.Map, JsonValueKind.Object):
                WriteMap(writer, value);
                break;
            case (SchemaType.List, JsonValueKind.Array):
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, schema.Items!);
                }

                writer.WriteEndArray();
                break;
            case (SchemaType.Int32 or SchemaType.Int64, JsonValueKind.Number) when WholeNumber.TryRead(value, out var number):
                writer.WriteNumberValue(number);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value, SchemaNode schema)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            var known = schema.Properties.GetValueOrDefault(member.Name);
            if (known is null)
            {
                member.WriteTo(writer);
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value, known);
            }
        }

        foreach ((var name, var property) in schema.Properties)
        {
            if (property.HasDefault && (!value.TryGetProperty(name, out var present) || present.ValueKind == JsonValueKind.Null))
            {
                writer.WritePropertyName(name);
                Write(writer, property.Default, property);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
