using System.Text.Json;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Validation;

/// <summary>Judges values that have no parts.</summary>
internal static class ScalarValidator
{
    public static void Check(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        switch (schema.Type)
        {
            case SchemaType.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                errors.Add(path, value, $"must be true or false, but is {Shown.TypeOf(value)}: write true or false without quotes");
                break;
            case SchemaType.Int32 or SchemaType.Int64:
                CheckNumber(schema, value, path, errors);
                break;
            case SchemaType.IntOrString when value.ValueKind == JsonValueKind.Number:
                CheckNumber(schema, value, path, errors);
                break;
            case SchemaType.IntOrString when value.ValueKind != JsonValueKind.String:
                errors.Add(path, value, $"must be a whole number or a string, but is {Shown.TypeOf(value)}");
                break;
            case SchemaType.String or SchemaType.Time or SchemaType.IntOrString:
                CheckString(schema, value, path, errors);
                break;
        }
    }

    private static void CheckNumber(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        var bounds = $"a whole number from {schema.Minimum} to {schema.Maximum}";
        if (value.ValueKind != JsonValueKind.Number)
        {
            errors.Add(path, value, $"must be {bounds}, but is {Shown.TypeOf(value)}{(value.ValueKind == JsonValueKind.String ? ": write it without quotes" : "")}");
        }
        else if (!WholeNumber.TryRead(value, out var number) || number < schema.Minimum || number > schema.Maximum)
        {
            errors.Add(path, value, $"must be {bounds}");
        }
    }

    private static void CheckString(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            errors.Add(path, value, $"must be a string, but is {Shown.TypeOf(value)}{(value.ValueKind == JsonValueKind.Number ? ": write it in quotes" : "")}");
            return;
        }

        if (!TryRead(value, out var text))
        {
            errors.Add(path, value, "must be Unicode text, but has half a character: remove the lone surrogate");
            return;
        }

        if (!CheckLength(schema, value, text, path, errors))
        {
            return;
        }

        if (schema.Values.Count > 0 && !schema.Values.Contains(text, StringComparer.Ordinal))
        {
            errors.Add(path, value, $"is not supported: use one of {string.Join(", ", schema.Values)}");
        }

        if (schema.Pattern is not null && !PatternCache.Of(schema.Pattern).IsMatch(text))
        {
            errors.Add(path, value, $"must be {schema.PatternInWords}");
        }

        if (schema.Type == SchemaType.Time && !Rfc3339.IsTime(text))
        {
            errors.Add(path, value, "must be a time of RFC 3339, such as 2026-01-31T12:00:00Z");
        }
    }

    private static bool CheckLength(SchemaNode schema, JsonElement value, string text, FieldPath path, ErrorList errors)
    {
        // As the API server counts: code points, not UTF-16 units. Only a text near its limit is counted.
        var isShortEnough = text.Length <= schema.MaxSize && text.Length >= 2 * (schema.MinSize ?? 0);
        var length = isShortEnough ? text.Length : text.EnumerateRunes().Count();
        if (length > schema.MaxSize)
        {
            errors.Add(path, value, $"has {length} characters, at most {schema.MaxSize} are allowed: shorten it");
        }
        else if (length < schema.MinSize)
        {
            errors.Add(path, value, length == 0 ? "must not be empty: write a value or leave the field out where it is optional"
                : $"has {length} characters, at least {schema.MinSize} are needed");
        }

        return !(length > schema.MaxSize || length < schema.MinSize);
    }

    private static bool TryRead(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
