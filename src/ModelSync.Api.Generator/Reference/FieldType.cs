using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Says in words what a field takes and what it means.</summary>
internal static class FieldType
{
    /// <summary>The heading below which selectors are explained.</summary>
    public const string SelectorHeading = "Label selectors";

    private const string ConditionsPage = "../conditions.md";

    /// <summary>The type, as Markdown; <paramref name="link"/> is the path of the field, where its members have a section of their own.</summary>
    public static string Of(SchemaNode node, string? link) => node switch
    {
        _ when IsLabelSelector(node) => $"[label selector]({Markdown.Anchor(SelectorHeading)})",
        { Type: SchemaType.List, Items: { } items } when IsCondition(items) => $"[conditions]({ConditionsPage})",
        { Type: SchemaType.List, Items: { Properties.Count: > 0 } } => link is null ? "list of objects" : $"[list of objects]({Markdown.Anchor($"{link}[]")})",
        { Type: SchemaType.List, Items: { } items } => $"list of {Plural(items)}",
        { Type: SchemaType.Map, Items: { } values } => $"map of {Plural(values)}",
        { Properties.Count: > 0 } => link is null ? "object" : $"[object]({Markdown.Anchor(link)})",
        _ => Simple(node),
    };

    /// <summary>The description, with the values of an enum one below the other.</summary>
    public static string Describe(SchemaNode node)
    {
        var text = Markdown.Text(node.Description!);
        foreach (var value in node.Items?.Values is { Count: > 0 } ofItems ? ofItems : node.Values)
        {
            text = text.StartsWith($"{value}: ", StringComparison.Ordinal) ? $"`{value}`{text[value.Length..]}" : text.Replace($" {value}: ", $"<br>`{value}`: ", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Whether it is metav1.LabelSelector.</summary>
    public static bool IsLabelSelector(SchemaNode node) => ReferenceEquals(node.Properties, WellKnownSchemas.LabelSelector.Properties);

    /// <summary>Whether it is metav1.Condition.</summary>
    public static bool IsCondition(SchemaNode node) => ReferenceEquals(node.Properties, WellKnownSchemas.Condition.Properties);

    private static string Simple(SchemaNode node) => node.Type switch
    {
        _ when node.Values.Count > 0 => "enum",
        SchemaType.Boolean => "boolean",
        SchemaType.Int32 or SchemaType.Int64 => "integer",
        SchemaType.IntOrString => "integer or string",
        SchemaType.Time => "time (RFC 3339)",
        SchemaType.FreeForm => "object, any fields",
        _ => "string",
    };

    private static string Plural(SchemaNode node) => node switch
    {
        { Values.Count: > 0 } => "enums",
        { Type: SchemaType.String } => "strings",
        { Type: SchemaType.Int32 or SchemaType.Int64 } => "integers",
        { Type: SchemaType.FreeForm } => "objects, any fields",
        _ => throw new NotSupportedException($"There is no plural of {node.Type}."),
    };
}
