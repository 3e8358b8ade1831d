using System.Text.Json;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Validation;

/// <summary>Judges JSON by a schema as the API server does: types, unknown fields, required fields, limits, patterns and double items.</summary>
/// <remarks>Work and stack are bounded by the schema's depth, the size of the JSON and the number of errors that are kept.</remarks>
public static class StructuralValidator
{
    /// <summary>The errors of <paramref name="value"/>, at most 50; defaults must have been applied before.</summary>
    public static IReadOnlyList<FieldError> Validate(SchemaNode schema, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var errors = new ErrorList();
        Check(schema, value, FieldPath.Root, errors);
        return errors.Errors;
    }

    private static void Check(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        if (errors.IsFull)
        {
            return;
        }

        switch (schema.Type)
        {
            case SchemaType.Object or SchemaType.FreeForm or SchemaType.Map when value.ValueKind != JsonValueKind.Object:
                errors.Add(path, value, $"must be an object, but is {Shown.TypeOf(value)}: write its fields below it");
                break;
            case SchemaType.Object or SchemaType.FreeForm:
                CheckSize(schema, value.GetPropertyCount(), "fields", value, path, errors);
                CheckMembers(schema, value, path, errors);
                break;
            case SchemaType.Map:
                CheckSize(schema, value.GetPropertyCount(), "entries", value, path, errors);
                CheckEntries(schema, value, path, errors);
                break;
            case SchemaType.List when value.ValueKind != JsonValueKind.Array:
                errors.Add(path, value, $"must be a list, but is {Shown.TypeOf(value)}: write its items below it, each after a dash");
                break;
            case SchemaType.List:
                CheckSize(schema, value.GetArrayLength(), "items", value, path, errors);
                CheckItems(schema, value, path, errors);
                break;
            default:
                ScalarValidator.Check(schema, value, path, errors);
                break;
        }
    }

    private static void CheckSize(SchemaNode schema, int size, string what, JsonElement value, FieldPath path, ErrorList errors)
    {
        if (size < schema.MinSize)
        {
            errors.Add(path, value, $"has {size} {what}, at least {schema.MinSize} must be there: add {what}, or leave the field out where it is optional");
        }
        else if (size > schema.MaxSize)
        {
            errors.Add(path, value, $"has {size} {what}, at most {schema.MaxSize} are allowed: remove {size - schema.MaxSize}");
        }
    }

    private static void CheckMembers(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                errors.Add(path.Field(member.Name), member.Value, "stands twice: remove one of the two");
            }
            else if (schema.Properties.TryGetValue(member.Name, out var known))
            {
                // The API server drops a null as if nothing had been written.
                if (member.Value.ValueKind == JsonValueKind.Null)
                {
                    seen.Remove(member.Name);
                    continue;
                }

                Check(known, member.Value, path.Field(member.Name), errors);
            }
            else if (schema.Type != SchemaType.FreeForm)
            {
                errors.Add(path.Field(member.Name), member.Value, $"is an unknown field: {Suggestion.For(member.Name, schema.Properties.Keys)}");
            }
        }

        foreach (var name in schema.Required.Where(name => !seen.Contains(name)))
        {
            errors.Add(path.Field(name), default, "is required: add the field");
        }
    }

    private static void CheckEntries(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                errors.Add(path.Key(member.Name), member.Value, "stands twice: remove one of the two");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Check(schema.Items!, member.Value, path.Key(member.Name), errors);
            }
        }
    }

    private static void CheckItems(SchemaNode schema, JsonElement value, FieldPath path, ErrorList errors)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Check(schema.Items!, item, path.Item(index++), errors);
        }

        DoubleItems.Check(schema, value, path, errors);
    }
}
