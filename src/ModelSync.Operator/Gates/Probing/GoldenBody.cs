using System.Buffers;
using System.Text.Json;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>Writes golden requests in the forms of the protocols.</summary>
internal static class GoldenBody
{
    /// <summary>Tensors, as the Open Inference Protocol takes them.</summary>
    public static ReadOnlyMemory<byte> Tensors(IReadOnlyList<GoldenTensor> tensors) => Write(writer =>
    {
        writer.WriteStartArray("inputs");
        foreach (var tensor in tensors)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tensor.Name);
            writer.WriteString("datatype", tensor.Datatype);
            writer.WriteStartArray("shape");
            foreach (var size in tensor.Shape)
            {
                writer.WriteNumberValue(size);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("data");
            tensor.WriteFlat(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>One row under `instances`, as TensorFlow Serving takes it.</summary>
    public static ReadOnlyMemory<byte> Instances(IReadOnlyList<GoldenTensor> tensors) => Write(writer =>
    {
        writer.WriteStartArray("instances");
        writer.WriteStartObject();
        WriteRows(writer, tensors);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>An object with a member for each input.</summary>
    public static ReadOnlyMemory<byte> Named(IReadOnlyList<GoldenTensor> tensors) => Write(writer => WriteRows(writer, tensors));

    private static void WriteRows(Utf8JsonWriter writer, IReadOnlyList<GoldenTensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            writer.WritePropertyName(tensor.Name);
            tensor.WriteRow(writer);
        }
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
