using System.Text.Json;
using ModelSync.Api.Versions;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>An input of a golden request: zeros, as small as the schema allows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">Its type, as the Open Inference Protocol names it.</param>
/// <param name="Shape">The size of each dimension.</param>
internal sealed record GoldenTensor(string Name, string Datatype, IReadOnlyList<long> Shape)
{
    private const long MostElements = 1_000_000;

    /// <summary>How many elements it has; null when they are too many.</summary>
    public long? Elements
    {
        get
        {
            var elements = 1L;
            foreach (var size in Shape)
            {
                if (size > MostElements || (elements *= Math.Max(1, size)) > MostElements)
                {
                    return null;
                }
            }

            return elements;
        }
    }

    /// <summary>The inputs that a version declares as required.</summary>
    public static IReadOnlyList<GoldenTensor> Of(ModelSchema? schema) =>
    [
        .. (schema?.Inputs ?? [])
            .Where(static input => input is { Presence: not TensorPresence.Optional, Name: not null })
            .Select(static input => Of(input.Name!, input.Datatype ?? "FP32", input.Shape ?? [])),
    ];

    /// <summary>The inputs that a server of the Open Inference Protocol says that its model has.</summary>
    public static IReadOnlyList<GoldenTensor> Of(JsonElement? metadata)
    {
        var tensors = new List<GoldenTensor>();
        foreach (var input in metadata?.Items("inputs") ?? [])
        {
            if (input.Text("name") is { } name && input.Text("datatype") is { } datatype)
            {
                tensors.Add(Of(name, datatype, [.. input.Items("shape").Select(SizeOf)]));
            }
        }

        return tensors;
    }

    /// <summary>Writes one row of it, without the dimension of the batch.</summary>
    public void WriteRow(Utf8JsonWriter writer) => Write(writer, Shape.Count > 0 ? [.. Shape.Skip(1)] : []);

    /// <summary>Writes its elements in one flat list.</summary>
    public void WriteFlat(Utf8JsonWriter writer) => Write(writer, [Elements ?? 0]);

    private static GoldenTensor Of(string name, string datatype, IReadOnlyList<long> shape) =>
        new(name, datatype, [.. shape.Select(static size => size < 0 ? 1 : size)]);

    // Any other size than a number is one that the client may choose.
    private static long SizeOf(JsonElement size) => size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var number) ? number : -1;

    private void Write(Utf8JsonWriter writer, ReadOnlySpan<long> shape)
    {
        if (shape.IsEmpty)
        {
            WriteElement(writer);
            return;
        }

        writer.WriteStartArray();
        for (var i = 0L; i < shape[0]; i++)
        {
            Write(writer, shape[1..]);
        }

        writer.WriteEndArray();
    }

    private void WriteElement(Utf8JsonWriter writer)
    {
        switch (Datatype)
        {
            case "BYTES" or "STRING":
                writer.WriteStringValue("");
                break;
            case "BOOL":
                writer.WriteBooleanValue(false);
                break;
            default:
                writer.WriteNumberValue(0);
                break;
        }
    }
}
