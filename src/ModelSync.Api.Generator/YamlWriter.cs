using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModelSync.Api.Generator;

/// <summary>Writes JSON as YAML for people: block style, plain strings where YAML allows them, long ones folded.</summary>
internal static partial class YamlWriter
{
    private const int Width = 120;
    private static readonly SearchValues<char> Indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`");

    public static string Write(JsonObject document)
    {
        var text = new StringBuilder("---\n");
        WriteMembers(text, document, 0, isAfterDash: false);
        return text.ToString();
    }

    private static void WriteMembers(StringBuilder text, JsonObject members, int indent, bool isAfterDash)
    {
        foreach ((var name, var value) in members)
        {
            text.Append(' ', isAfterDash ? 0 : indent).Append(Scalar(name)).Append(':');
            isAfterDash = false;
            WriteValue(text, value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                text.Append('\n');
                WriteMembers(text, members, indent + 2, isAfterDash: false);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('\n');
                WriteItems(text, items, indent);
                break;
            case JsonObject:
                text.Append(" {}\n");
                break;
            case JsonArray:
                text.Append(" []\n");
                break;
            default:
                WriteScalar(text, value!, indent);
                break;
        }
    }

    private static void WriteItems(StringBuilder text, JsonArray items, int indent)
    {
        foreach (var item in items)
        {
            text.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } members)
            {
                text.Append(' ');
                WriteMembers(text, members, indent + 2, isAfterDash: true);
            }
            else
            {
                WriteValue(text, item, indent);
            }
        }
    }

    private static void WriteScalar(StringBuilder text, JsonNode value, int indent)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            text.Append(' ').Append(value.ToJsonString()).Append('\n');
            return;
        }

        var content = value.GetValue<string>();
        if (indent + content.Length <= Width || !Foldable().IsMatch(content))
        {
            text.Append(' ').Append(Scalar(content)).Append('\n');
            return;
        }

        text.Append(" >-");
        var column = Width;
        foreach (var word in content.Split(' '))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent + 2);
                column = indent + 2;
            }
            else
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }

    private static string Scalar(string content) => IsPlain(content) ? content : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(content)}\"";

    private static bool IsPlain(string content) =>
        content.Length > 0 && !Indicators.Contains(content[0]) && !content.Contains(": ", StringComparison.Ordinal) && !content.Contains(" #", StringComparison.Ordinal)
        && content[^1] != ':' && content[0] != ' ' && content[^1] != ' ' && !content.Any(char.IsControl) && !OtherType().IsMatch(content);

    // One space between words, so that folding can be undone.
    [GeneratedRegex(@"^\S+( \S+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foldable();

    // What YAML 1.1 readers take for a bool, null or number.
    [GeneratedRegex(@"^(true|false|yes|no|on|off|y|n|null|~|[-+.]?[0-9].*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherType();
}
