using System.Globalization;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Says in words what the API server lets a field be.</summary>
internal static class FieldLimits
{
    /// <summary>The limits of a field, as Markdown; empty where there are none.</summary>
    public static string Of(SchemaNode node, bool isFixed)
    {
        var own = OfOne(node);
        var ofEach = node.Items is { Properties.Count: 0 } items ? OfOne(items) : "";
        string[] sentences =
        [
            own,
            node.ListKind switch
            {
                ListKind.Set => "no value twice",
                ListKind.Map when node.ListKeys.Count > 0 => $"no two with the same {string.Join(" and ", node.ListKeys)}",
                _ => "",
            },
            ofEach.Length > 0 ? $"each {ofEach}" : "",
            isFixed ? "cannot change after creation" : "",
        ];
        var text = string.Join("; ", sentences.Where(static sentence => sentence.Length > 0));
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    /// <summary>The greatest size or number of a field, with its unit; null where there is none.</summary>
    public static string? Most(SchemaNode node) => node.MaxSize is { } size ? $"{Number(size)} {Unit(node, size)}" : node.Maximum is { } most ? Number(most) : null;

    private static string OfOne(SchemaNode node)
    {
        string[] parts =
        [
            Size(node) is { Length: > 0 } size && node.Type == SchemaType.IntOrString ? $"a string of {size}" : Size(node),
            (node.Minimum, node.Maximum) switch
            {
                ({ } least, Limits.MaxInteger) => $"at least {Number(least)}",
                ({ } least, { } most) => $"{Number(least)} to {Number(most)}",
                _ => "",
            },
            node.PatternInWords is { } words ? Markdown.Text(words) : "",
        ];
        return string.Join(node.Type == SchemaType.IntOrString ? "; " : ": ", parts.Where(static part => part.Length > 0));
    }

    private static string Size(SchemaNode node) => (node.MinSize, node.MaxSize) switch
    {
        (null, null) => "",
        ({ } least, { } most) when least == most => $"{Number(most)} {Unit(node, most)}",
        ({ } least, { } most) => $"{Number(least)} to {Number(most)} {Unit(node, most)}",
        (null, { } most) => $"at most {Number(most)} {Unit(node, most)}",
        ({ } least, null) => $"at least {Number(least)} {Unit(node, least)}",
    };

    private static string Unit(SchemaNode node, int count) => node.Type switch
    {
        SchemaType.List => count == 1 ? "item" : "items",
        SchemaType.Map or SchemaType.FreeForm => count == 1 ? "entry" : "entries",
        _ => count == 1 ? "character" : "characters",
    };

    private static string Number(long number) => number.ToString(number is > 9_999 or < -9_999 ? "N0" : "D", CultureInfo.InvariantCulture);
}
