using System.Text.RegularExpressions;

namespace ModelSync.Api.Generator.Reference;

/// <summary>Writes texts so that GitHub's Markdown shows them as they are.</summary>
public static partial class Markdown
{
    /// <summary>The line below the title of every page that is written here.</summary>
    public const string Notice = "<!-- Written by `make manifests`; change what it is written from. -->";

    /// <summary>A text for people, also in a cell of a table; what is in backticks is code. Addresses become code, too: GitHub would make links of them, and most lead nowhere.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(CodeOrAddress().Split(text).Select(static (part, index) => index % 2 == 1 ? CellCode(part.Trim('`')) : Escape(part)));
    }

    /// <summary>Code in a line of its own or within a text; not in a table.</summary>
    public static string Code(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Contains('`', StringComparison.Ordinal) ? $"`` {code} ``" : $"`{code}`";
    }

    /// <summary>Code in a cell of a table, where a bar would end the cell.</summary>
    public static string CellCode(string code) => Code(code).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>The anchor that GitHub gives a heading.</summary>
    public static string Anchor(string heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        return "#" + string.Concat(heading.ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
    }

    /// <summary>A line of a table, of cells that are Markdown already.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>The head of a table.</summary>
    public static IEnumerable<string> Head(params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        return [Row(titles), "|" + string.Concat(Enumerable.Repeat("---|", titles.Length))];
    }

    /// <summary>Lines as a file.</summary>
    public static string Page(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<code>`[^`]+`|\b[a-z]+://[^\s,;)]*[^\s,;).:""])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeOrAddress();
}
