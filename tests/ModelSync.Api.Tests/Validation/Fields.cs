using System.Text.Json.Nodes;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Tests.Validation;

/// <summary>The paths of fields, in a schema and in an object.</summary>
internal static class Fields
{
    public static IEnumerable<string> Of(SchemaNode schema, string path) => schema.Type switch
    {
        SchemaType.List => Of(schema.Items!, $"{path}[]"),
        SchemaType.Object => schema.Properties.SelectMany(field => Of(field.Value, $"{path}.{field.Key}")).Prepend(path),
        _ => [path],
    };

    public static IEnumerable<string> Of(JsonNode? node, string path) => node switch
    {
        JsonArray list => list.SelectMany(item => Of(item, $"{path}[]")).Prepend(path),
        JsonObject map => map.SelectMany(field => Of(field.Value, $"{path}.{field.Key}")).Prepend(path),
        _ => [path],
    };
}
