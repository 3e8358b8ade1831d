using System.Text.Json;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>
/// An inference request of the Open Inference Protocol. Its form is checked; names and types are taken as they come, since a golden
/// request of any model should be answered here.
/// </summary>
internal sealed record OipInput(string? Id, IReadOnlyList<string> Outputs, int Rows, ulong Hash)
{
    public const string DefaultOutput = "output";
    private const int MostRows = 4096;
    private const int MostOutputs = 64;

    private static readonly string[] DataTypes =
        ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BYTES"];

    public static OipInput Parse(ReadOnlyMemory<byte> body)
    {
        using var document = Json.ParseObject(body);
        var root = document.RootElement;
        var inputs = root.Required("inputs", "", JsonValueKind.Array);
        if (inputs.GetArrayLength() == 0)
        {
            throw new InvalidInputException("inputs is empty: give at least one tensor.");
        }

        var rows = 1;
        var index = 0;
        foreach (var input in inputs.EnumerateArray())
        {
            var batch = Batch(input, $"inputs[{index}]");
            rows = index++ == 0 ? batch : rows;
        }

        return new OipInput(root.Optional("id", "", JsonValueKind.String)?.GetString(), OutputsOf(root), rows, InputHash.Of(inputs.Raw()));
    }

    private static string[] OutputsOf(JsonElement root)
    {
        if (root.Optional("outputs", "", JsonValueKind.Array) is not { } outputs || outputs.GetArrayLength() == 0)
        {
            return [DefaultOutput];
        }

        if (outputs.GetArrayLength() > MostOutputs)
        {
            throw new InvalidInputException($"outputs has {outputs.GetArrayLength()} elements: ask for at most {MostOutputs}.");
        }

        return [.. outputs.EnumerateArray().Select((output, index) => Named(output, $"outputs[{index}]"))];
    }

    private static string Named(JsonElement tensor, string path) => tensor.ValueKind is JsonValueKind.Object
        ? tensor.Required("name", path + ".", JsonValueKind.String).GetString()!
        : throw new InvalidInputException($"{path} is of kind {tensor.ValueKind}; give an object.");

    /// <summary>Checks a tensor and gives the size of its batch.</summary>
    private static int Batch(JsonElement input, string path)
    {
        Named(input, path);
        var datatype = input.Required("datatype", path + ".", JsonValueKind.String).GetString();
        if (!DataTypes.Contains(datatype, StringComparer.Ordinal))
        {
            throw new InvalidInputException($"{path}.datatype: '{datatype}' is none of {string.Join(", ", DataTypes)}.");
        }

        var shape = Shape(input.Required("shape", path + ".", JsonValueKind.Array), path);
        var wanted = shape.Aggregate(1L, (product, size) => product * size);
        var data = input.Required("data", path + ".", JsonValueKind.Array);
        var found = Count(data);
        if (found != wanted)
        {
            throw new InvalidInputException($"{path}.data has {found} elements, but shape [{string.Join(", ", shape)}] needs {wanted}.");
        }

        var batch = shape.Length > 1 ? shape[0] : 1;
        return batch is >= 1 and <= MostRows
            ? batch
            : throw new InvalidInputException($"{path}.shape: a batch of {batch} is not possible; give 1 to {MostRows} rows.");
    }

    private static int[] Shape(JsonElement shape, string path)
    {
        const int MostDimensions = 8;
        const int LargestSize = 1 << 24;
        if (shape.GetArrayLength() > MostDimensions)
        {
            throw new InvalidInputException($"{path}.shape has {shape.GetArrayLength()} dimensions: give at most {MostDimensions}.");
        }

        var sizes = new int[shape.GetArrayLength()];
        var index = 0;
        var product = 1L;
        foreach (var element in shape.EnumerateArray())
        {
            if (element.ValueKind is not JsonValueKind.Number || !element.TryGetInt32(out sizes[index]) || sizes[index] is < 0 or > LargestSize
                || (product *= Math.Max(1, sizes[index])) > LargestSize)
            {
                throw new InvalidInputException(
                    $"{path}.shape[{index}]: {element.GetRawText()} is not possible; give sizes from 0, of at most {LargestSize} elements in all.");
            }

            index++;
        }

        return sizes;
    }

    // Nested or flat, both are allowed; the parser has limited the depth.
    private static long Count(JsonElement data) =>
        data.EnumerateArray().Sum(element => element.ValueKind is JsonValueKind.Array ? Count(element) : 1);
}
