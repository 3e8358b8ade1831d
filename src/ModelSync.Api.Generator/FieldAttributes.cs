using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator;

/// <summary>Puts the attributes of a property into its schema.</summary>
internal static class FieldAttributes
{
    public static SchemaNode Apply(PropertyInfo property, SchemaNode node)
    {
        node = ApplyToContainer(property, node);
        if (node is { Type: SchemaType.List or SchemaType.Map, Items: { } items })
        {
            return node with { Items = items.Type == SchemaType.FreeForm ? Entries(property, items) : ApplyToValue(property, items) };
        }

        return ApplyToValue(property, node);
    }

    private static SchemaNode ApplyToContainer(PropertyInfo property, SchemaNode node)
    {
        if (node.Type == SchemaType.List)
        {
            var size = property.GetCustomAttribute<ItemsAttribute>();
            var isConditions = node.Items == WellKnownSchemas.Condition;
            var keys = isConditions ? ["type"] : property.GetCustomAttribute<ListMapAttribute>()?.Keys;
            return node with
            {
                MinSize = size is { Min: > 0 } ? size.Min : null,
                MaxSize = isConditions ? 16 : size?.Max,
                ListKind = keys is not null ? ListKind.Map : property.IsDefined(typeof(ListSetAttribute)) ? ListKind.Set : ListKind.Atomic,
                ListKeys = keys ?? [],
            };
        }

        node = node.Type is SchemaType.Map or SchemaType.FreeForm ? Entries(property, node) : node;
        return node with { Default = DefaultOf(property) };
    }

    private static SchemaNode Entries(PropertyInfo property, SchemaNode node)
    {
        var size = property.GetCustomAttribute<EntriesAttribute>();
        return node with { MinSize = size is { Min: > 0 } ? size.Min : null, MaxSize = size?.Max };
    }

    private static SchemaNode ApplyToValue(PropertyInfo property, SchemaNode node)
    {
        if (property.GetCustomAttribute<LengthAttribute>() is { } length)
        {
            node = node with { MinSize = length.Min > 0 ? length.Min : null, MaxSize = length.Max };
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            node = node with { Minimum = range.Min, Maximum = range.Max };
        }

        if (property.GetCustomAttribute<PatternAttribute>() is { } pattern)
        {
            // A pattern that this engine cannot run in linear time is one that RE2 does not know either.
            _ = new Regex(pattern.Regex, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            node = node with { Pattern = pattern.Regex, PatternInWords = pattern.InWords };
        }

        return node;
    }

    private static JsonElement DefaultOf(PropertyInfo property)
    {
        if (property.IsDefined(typeof(DefaultObjectAttribute)))
        {
            return JsonDocument.Parse("{}").RootElement;
        }

        return property.GetCustomAttribute<DefaultAttribute>()?.Value switch
        {
            null => default,
            string text => JsonDocument.Parse($"\"{text}\"").RootElement,
            bool flag => JsonDocument.Parse(flag ? "true" : "false").RootElement,
            int number => JsonDocument.Parse(number.ToString(CultureInfo.InvariantCulture)).RootElement,
            var other => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name}: a default of type {other.GetType().Name} is not supported."),
        };
    }
}
