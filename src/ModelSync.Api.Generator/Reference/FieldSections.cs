using ModelSync.Api.Schema;
using ModelSync.Api.Validation;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Writes the fields of a kind: a section for each object, with a table of its members.</summary>
internal sealed class FieldSections(KindModel kind)
{
    private readonly IReadOnlyList<CelRule> _rules = RuleCatalog.For(kind.Info);
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    /// <summary>The section of a part of the object, and of all objects in it.</summary>
    public IEnumerable<string> Of(string part)
    {
        var selectors = false;
        foreach (var (path, node) in Objects(part, kind.Schema.Properties[part]))
        {
            foreach (var line in Section(path, node, isTop: path.Length == part.Length))
            {
                yield return line;
            }

            selectors |= node.Properties.Values.Any(FieldType.IsLabelSelector);
        }

        foreach (var line in selectors ? Selector() : [])
        {
            yield return line;
        }
    }

    private IEnumerable<string> Section(string path, SchemaNode node, bool isTop)
    {
        if (!_anchors.Add(Markdown.Anchor(path)))
        {
            throw new InvalidOperationException($"{kind.Info.Kind}: two headings have the anchor {Markdown.Anchor(path)}; {path} is one of them.");
        }

        return
        [
            isTop ? $"## {path}" : $"### {path}",
            "",
            Markdown.Text(node.Description!),
            "",
            .. Markdown.Head("Field", "Type", "Default", "Means"),
            .. node.Properties.Select(field => Row(path, node, field.Key, field.Value)),
            "",
        ];
    }

    private string Row(string path, SchemaNode owner, string name, SchemaNode node)
    {
        var limits = FieldLimits.Of(node, Immutability.IsFixed(_rules, path, name));
        var standing = owner.Required.Contains(name, StringComparer.Ordinal) ? "**required**"
            : node.HasDefault ? Markdown.CellCode(node.Default.ValueKind == System.Text.Json.JsonValueKind.String ? node.Default.GetString()! : node.Default.GetRawText())
            : "–";
        return Markdown.Row(
            Markdown.CellCode(name),
            FieldType.Of(node, $"{path}.{name}"),
            standing,
            FieldType.Describe(node) + (limits.Length == 0 ? "" : $"<br>*{limits}*"));
    }

    private static IEnumerable<(string Path, SchemaNode Node)> Objects(string path, SchemaNode node)
    {
        if (FieldType.IsLabelSelector(node) || FieldType.IsCondition(node))
        {
            return [];
        }

        return node switch
        {
            { Type: SchemaType.List, Items: { } items } => Objects($"{path}[]", items),
            { Properties.Count: > 0 } => [(path, node), .. node.Properties.SelectMany(field => Objects($"{path}.{field.Key}", field.Value))],
            _ => [],
        };
    }

    private static IEnumerable<string> Selector() =>
    [
        $"### {FieldType.SelectorHeading}",
        "",
        "As everywhere in Kubernetes; all of its members have to fit.",
        "",
        .. Markdown.Head("Field", "Type", "Default", "Means"),
        .. WellKnownSchemas.LabelSelector.Properties.Select(static field => SelectorRow(field.Key, field.Value, isRequired: false)),
        .. WellKnownSchemas.LabelSelector.Properties["matchExpressions"].Items!.Properties.Select(static field =>
            SelectorRow($"matchExpressions[].{field.Key}", field.Value, field.Key is "key" or "operator")),
        "",
    ];

    private static string SelectorRow(string name, SchemaNode node, bool isRequired)
    {
        var limits = FieldLimits.Of(node, isFixed: false);
        return Markdown.Row(Markdown.CellCode(name), FieldType.Of(node, link: null), isRequired ? "**required**" : "–", FieldType.Describe(node) + (limits.Length == 0 ? "" : $"<br>*{limits}*"));
    }
}
