using System.Text;
using System.Text.Json;

namespace ModelSync.Kubernetes.Abstractions.Tests.Oracles;

/// <summary>The one text of all JSON texts that mean the same: sorted members, of duplicates the last, no white space.</summary>
internal static class Canonical
{
    public static string Of(string json, params string[] without) => Of(Encoding.UTF8.GetBytes(json), without);

    public static string Of(ReadOnlyMemory<byte> json, params string[] without)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        var text = new StringBuilder();
        Write(text, document.RootElement, path: string.Empty, without);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element, string path, string[] without)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = member.Value;
                }

                text.Append('{');
                foreach (var (name, value) in members.Where(member => !without.Contains($"{path}/{member.Key}")))
                {
                    text.Append(JsonSerializer.Serialize(name)).Append(':');
                    Write(text, value, $"{path}/{name}", without);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(text, item, $"{path}/*", without);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(element.GetString()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }
}
