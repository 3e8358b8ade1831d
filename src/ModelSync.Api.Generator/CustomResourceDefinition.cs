using System.Reflection;
using System.Text.Json.Nodes;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Generator;

/// <summary>Writes the CRD of a kind.</summary>
internal static class CustomResourceDefinition
{
    public static JsonObject Of(KindModel kind) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = kind.Info.GroupResource },
        ["spec"] = new JsonObject
        {
            ["group"] = kind.Info.Group,
            ["names"] = new JsonObject
            {
                ["kind"] = kind.Info.Kind,
                ["listKind"] = $"{kind.Info.Kind}List",
                ["plural"] = kind.Info.Plural,
                ["singular"] = kind.Info.Kind.ToLowerInvariant(),
                ["shortNames"] = new JsonArray(kind.Attribute<KindNamesAttribute>().ShortName),
                ["categories"] = new JsonArray(ApiGroup.Category),
            },
            ["scope"] = kind.Info.Scope == ResourceScope.Cluster ? "Cluster" : "Namespaced",
            ["versions"] = new JsonArray(Version(kind)),
        },
    };

    private static JsonObject Version(KindModel kind) => new()
    {
        ["name"] = kind.Info.Version,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = Subresources(kind),
        ["additionalPrinterColumns"] = new JsonArray([.. kind.Type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column)]),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = new OpenApiSchema(RuleCatalog.For(kind.Info)).Write(kind.Schema) },
    };

    private static JsonObject Subresources(KindModel kind)
    {
        var subresources = new JsonObject { ["status"] = new JsonObject() };
        if (kind.Type.IsDefined(typeof(ScalableAttribute)))
        {
            subresources["scale"] = new JsonObject
            {
                ["specReplicasPath"] = ".spec.replicas",
                ["statusReplicasPath"] = ".status.replicas",
                ["labelSelectorPath"] = ".status.selector",
            };
        }

        return subresources;
    }

    private static JsonObject Column(PrinterColumnAttribute column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.IsWide)
        {
            json["priority"] = 1;
        }

        return json;
    }
}
