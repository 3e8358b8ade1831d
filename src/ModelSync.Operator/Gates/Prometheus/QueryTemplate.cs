using System.Text;

namespace ModelSync.Operator.Gates.Prometheus;

/// <summary>
/// Puts values into a PromQL query. Within a quoted text they are escaped for its quotes; outside of one only a name, a number or a duration can stand. So a
/// value can change what is compared with, and never what the query does.
/// </summary>
internal static class QueryTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>The query; or why a value cannot stand where the query has it.</summary>
    /// <param name="template">The query with names in double braces.</param>
    /// <param name="valueOf">The value of a name; null where it has none.</param>
    public static (string? Query, string? Problem) Render(string template, Func<string, string?> valueOf)
    {
        var query = new StringBuilder(template.Length);
        var (quote, at) = ('\0', 0);
        while (at < template.Length)
        {
            if (!template.AsSpan(at).StartsWith(Open, StringComparison.Ordinal))
            {
                at += Copy(template, at, query, ref quote);
                continue;
            }

            var end = template.IndexOf(Close, at, StringComparison.Ordinal);
            var name = end < 0 ? null : template[(at + Open.Length)..end];
            if (name is null || valueOf(name) is not { } value)
            {
                var asked = $"{Open}{name ?? "…"}{Close}";
                return (null, $"the query asks for {asked}, which has no value: set it in the args of the rollout's gate, or correct the name");
            }

            if (Escape(value, quote) is not { } escaped)
            {
                return (null, Refusal(name, quote));
            }

            query.Append(escaped);
            at = end + Close.Length;
        }

        return (query.ToString(), null);
    }

    /// <summary>Copies a character, with what a backslash escapes, and follows the quotes.</summary>
    private static int Copy(string template, int at, StringBuilder query, ref char quote)
    {
        var character = template[at];
        query.Append(character);
        if (quote is '"' or '\'' && character == '\\' && at + 1 < template.Length)
        {
            query.Append(template[at + 1]);
            return 2;
        }

        if (quote == '\0' && character is '"' or '\'' or '`' or '#')
        {
            quote = character;
        }
        else if (character == (quote == '#' ? '\n' : quote))
        {
            quote = '\0';
        }

        return 1;
    }

    private static string? Escape(string value, char quote) => quote switch
    {
        '"' or '\'' => Quoted(value, quote),
        '`' => value.Contains('`', StringComparison.Ordinal) ? null : value,
        '#' => IsOneLine(value) ? value : null,
        _ => IsWord(value) ? value : null,
    };

    private static string Quoted(string value, char quote)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when character == quote => "\\" + quote,
                _ when char.IsControl(character) => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return text.ToString();
    }

    // Names, numbers and durations: no blank, comma, bracket or operator but a sign before a number.
    private static bool IsWord(string value)
    {
        var word = value.Length > 1 && value[0] == '-' && char.IsAsciiDigit(value[1]) ? value.AsSpan(1) : value;
        foreach (var character in word)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or ':' or '.'))
            {
                return false;
            }
        }

        return word.Length > 0;
    }

    private static bool IsOneLine(string value) => !value.Contains('\n', StringComparison.Ordinal) && !value.Contains('\r', StringComparison.Ordinal);

    private static string Refusal(string name, char quote) => quote == '`'
        ? $"the value of {Open}{name}{Close} has a backtick, which no text in backticks can have: put the name between double quotes"
        : $"the value of {Open}{name}{Close} is no name, number or duration: put the name between double quotes, or give another value";
}
