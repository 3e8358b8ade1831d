using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>One state of one object in the simulated API.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Version">Its resource version.</param>
/// <param name="Json">The object as it is sent.</param>
public sealed record SimulatedObject(NamespacedName Key, long Version, ReadOnlyMemory<byte> Json)
{
    /// <summary>A copy to read or change.</summary>
    public JsonObject ToJson() => JsonNode.Parse(Json.Span)!.AsObject();

    internal static SimulatedObject From(JsonObject json, long version)
    {
        var metadata = json["metadata"]!.AsObject();
        metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        var key = new NamespacedName((string?)metadata["namespace"], (string)metadata["name"]!);
        return new SimulatedObject(key, version, JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json));
    }

    internal bool Meets(LabelQuery? labels, FieldQuery? fields)
    {
        if (labels is null && fields is null)
        {
            return true;
        }

        var json = ToJson();
        var known = (json["metadata"]!["labels"] as JsonObject)?.ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);
        return labels?.Matches(known) is not false && fields?.Matches(FieldsOf(json, fields)) is not false;
    }

    private static Dictionary<string, string> FieldsOf(JsonObject json, FieldQuery query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in query.Requirements.Select(requirement => requirement.Field))
        {
            JsonNode? at = json;
            foreach (var step in field.Split('.'))
            {
                at = (at as JsonObject)?[step];
            }

            values[field] = at?.ToString() ?? string.Empty;
        }

        return values;
    }
}
