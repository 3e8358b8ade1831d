using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Core.Revisions.Rendering;

namespace ModelSync.Core.Revisions.Drift;

/// <summary>
/// What of a live object is ours: the fields that our intent names, with the entries of keyed lists found by their key, those of other lists of
/// objects by their place, and all other lists as a whole.
/// </summary>
internal static class OwnedFields
{
    private static readonly string[] Bookkeeping = [ObjectKeys.Applied, ObjectKeys.Epoch];

    /// <summary>The live values of our fields, by their path; a field that the live object has not is not in it.</summary>
    public static SortedDictionary<string, string> Of(RawJson intent, RawJson live)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk(JsonTree.Object(intent), JsonTree.Object(live), path: string.Empty, name: string.Empty, fields);
        return fields;
    }

    private static void Walk(JsonNode? intent, JsonNode? live, string path, string name, SortedDictionary<string, string> fields)
    {
        switch (intent)
        {
            case JsonObject wanted when wanted.Count > 0:
                foreach (var (member, value) in wanted)
                {
                    if (!Bookkeeping.Contains(member, StringComparer.Ordinal))
                    {
                        Walk(value, (live as JsonObject)?[member], Join(path, member), member, fields);
                    }
                }

                break;
            case JsonArray list when ListKeys.Of(name, list) is { } keys:
                foreach (var item in list.OfType<JsonObject>())
                {
                    var key = ListKeys.KeyOf(item, keys);
                    var match = (live as JsonArray)?.OfType<JsonObject>()
                        .FirstOrDefault(one => string.Equals(ListKeys.KeyOf(one, keys), key, StringComparison.Ordinal));
                    Walk(item, match, $"{path}[{key}]", string.Empty, fields);
                }

                break;
            case JsonArray { Count: > 0 } list when list.All(static item => item is JsonObject):
                // Entries without a key are told by their place. Servers fill in defaults there, too; one entry more is a change.
                for (var i = 0; i < list.Count; i++)
                {
                    Walk(list[i], live is JsonArray entries && i < entries.Count ? entries[i] : null, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), string.Empty, fields);
                }

                fields[$"{path}.length"] = live is JsonArray all ? all.Count.ToString(CultureInfo.InvariantCulture) : "none";
                break;
            case JsonObject when live is JsonObject:
                fields[path] = "{}";
                break;
            default:
                if (live is not null)
                {
                    fields[path] = JsonTree.Raw(live).ToString();
                }

                break;
        }
    }

    /// <summary>Names with a dot or a slash, as labels have, stand in brackets, so that a path reads one way only.</summary>
    private static string Join(string path, string member) =>
        member.AsSpan().ContainsAny('.', '/') ? $"{path}[{member}]" : path.Length == 0 ? member : $"{path}.{member}";
}
