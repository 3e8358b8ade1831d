using System.Text.Json;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Validation;

/// <summary>Finds items of sets and map lists that stand twice.</summary>
internal static class DoubleItems
{
    public static void Check(SchemaNode schema, JsonElement list, FieldPath path, ErrorList errors)
    {
        if (schema.ListKind == ListKind.Atomic)
        {
            return;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var key = schema.ListKind == ListKind.Set ? item.GetRawText() : KeyOf(schema, item);
            if (key is not null && !seen.TryAdd(key, index))
            {
                var what = schema.ListKind == ListKind.Set ? "value" : string.Join(" and ", schema.ListKeys);
                errors.Add(path.Item(index), item, $"has the same {what} as item {seen[key]} of the list: remove one of the two or give it another {what}");
            }

            index++;
        }
    }

    private static string? KeyOf(SchemaNode schema, JsonElement item) => item.ValueKind != JsonValueKind.Object ? null
        : string.Join('\n', schema.ListKeys.Select(key => item.TryGetProperty(key, out var value) ? value.GetRawText() : ""));
}
