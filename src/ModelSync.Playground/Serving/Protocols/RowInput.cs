using System.Text.Json;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The rows of a prediction in the older form: <c>instances</c> row by row, or <c>inputs</c> column by column.</summary>
internal sealed record RowInput(bool IsColumnar, int Rows, ulong Hash)
{
    private const int MostRows = 4096;

    public static RowInput Parse(ReadOnlyMemory<byte> body)
    {
        using var document = Json.ParseObject(body);
        var root = document.RootElement;
        _ = root.Optional("signature_name", "", JsonValueKind.String);
        var instances = root.Optional("instances", "", JsonValueKind.Array);
        var inputs = root.TryGetProperty("inputs", out var columns) ? columns : (JsonElement?)null;
        switch (instances, inputs)
        {
            case (null, null):
                throw new InvalidInputException("Missing 'inputs' or 'instances' key");
            case (not null, not null):
                throw new InvalidInputException("Not expecting both 'inputs' and 'instances' keys: give one of them.");
            case (null, { } all):
                return new RowInput(true, RowsOf(Columns(all)), InputHash.Of(all.Raw()));
            case ({ } rows, null):
                return new RowInput(false, RowsOf(rows), InputHash.Of(rows.Raw()));
        }
    }

    // With named inputs, the rows of any of them.
    private static JsonElement Columns(JsonElement inputs) =>
        inputs.ValueKind is JsonValueKind.Object && inputs.EnumerateObject().Select(column => (JsonElement?)column.Value).FirstOrDefault() is { } first
            ? first
            : inputs;

    private static int RowsOf(JsonElement rows)
    {
        var count = rows.ValueKind is JsonValueKind.Array ? rows.GetArrayLength() : 1;
        return count is >= 1 and <= MostRows ? count : throw new InvalidInputException($"{count} rows are not possible: give 1 to {MostRows}.");
    }
}
