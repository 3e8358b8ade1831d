using System.Reflection;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Writes the page of one kind: what it is called, an example, each field, the rules, and what kubectl get shows.</summary>
internal static class KindPage
{
    /// <summary>The page.</summary>
    public static string Write(KindModel kind) => Markdown.Page(
    [
        $"# {kind.Info.Kind}",
        "",
        Markdown.Notice,
        "",
        Markdown.Text(kind.Schema.Description!),
        "",
        .. Names(kind),
        "",
        .. Example(kind),
        "",
        "Fields: [spec](#spec), [status](#status). [Rules](#rules) across fields. [Columns](#columns) of `kubectl get`.",
        "",
        .. new FieldSections(kind).Of("spec"),
        .. Rules(kind),
        .. new FieldSections(kind).Of("status"),
        .. Columns(kind),
    ]);

    private static IEnumerable<string> Names(KindModel kind)
    {
        var names = kind.Attribute<KindNamesAttribute>();
        var isScalable = kind.Type.IsDefined(typeof(ScalableAttribute));
        yield return Markdown.Row("apiVersion", Markdown.CellCode($"{kind.Info.Group}/{kind.Info.Version}"));
        yield return "|---|---|";
        yield return Markdown.Row("kind", Markdown.CellCode(kind.Info.Kind));
        yield return Markdown.Row("scope", kind.Info.Scope == ResourceScope.Cluster ? "the cluster" : "a namespace");
        yield return Markdown.Row("for kubectl", $"{Markdown.CellCode(kind.Info.Plural)}, {Markdown.CellCode(kind.Info.Kind.ToLowerInvariant())}, {Markdown.CellCode(names.ShortName)}; with all kinds: {Markdown.CellCode(ApiGroup.Category)}");
        yield return Markdown.Row("metadata.name", $"at most {names.MaxNameLength} characters");
        yield return Markdown.Row("subresources", isScalable ? "`status`, `scale` (spec.replicas, status.replicas, status.selector)" : "`status`");
    }

    private static IEnumerable<string> Example(KindModel kind) =>
    [
        "The least that is valid:",
        "",
        "```yaml",
        ExampleManifests.Of(kind.Info).TrimEnd(),
        "```",
        "",
        $"`kubectl explain {kind.Attribute<KindNamesAttribute>().ShortName}.spec` tells the same of a field as this page.",
    ];

    private static IEnumerable<string> Rules(KindModel kind)
    {
        yield return "## Rules";
        yield return "";
        yield return "What must hold across fields, with what a refusal says. The API server checks them from 1.28 on by the CEL below each; the operator and";
        yield return "`kubectl modelsync lint` check the same ones. `…` stands for the value that was found.";
        yield return "";
        foreach (var place in RuleCatalog.Everything(kind.Info).Where(static rule => !Immutability.IsTold(rule)).GroupBy(static rule => rule.Path, StringComparer.Ordinal))
        {
            yield return place.Key.Length == 0 ? "Of the whole object:" : $"Of {Markdown.Code(place.Key)}:";
            yield return "";
            foreach (var rule in place)
            {
                yield return $"- {Markdown.Text(rule.Message)}";
                yield return "";
                yield return rule.Rule.Length == 0 ? "  *Not in the CRD: only the operator and `kubectl modelsync lint` can check it.*" : $"  {Markdown.Code(rule.Rule)}";
                yield return "";
            }
        }
    }

    private static IEnumerable<string> Columns(KindModel kind) =>
    [
        "## Columns",
        "",
        "What `kubectl get` shows.",
        "",
        .. Markdown.Head("Column", "From", "Shown"),
        .. kind.Type.GetCustomAttributes<PrinterColumnAttribute>().Select(static column =>
            Markdown.Row(column.Name, Markdown.CellCode(column.JsonPath), column.IsWide ? "with `-o wide`" : "always")),
    ];
}
