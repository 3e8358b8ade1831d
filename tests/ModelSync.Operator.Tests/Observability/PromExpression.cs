using System.Text.RegularExpressions;

namespace ModelSync.Operator.Tests.Observability;

/// <summary>Reads the metrics, and the labels asked of each, from an expression of PromQL.</summary>
internal static partial class PromExpression
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "and", "or", "unless", "bool", "offset", "inf", "nan" };

    /// <summary>Each metric of the expression, with the labels of its selector.</summary>
    public static IEnumerable<(string Metric, string[] Labels)> Selectors(string expression)
    {
        var rest = Grouping().Replace(Strings().Replace(expression, "\"\""), " ");
        foreach (Match match in Selector().Matches(Ranges().Replace(rest, " ")))
        {
            var name = match.Groups["name"].Value;
            if (!Words.Contains(name) && !match.Groups["call"].Success)
            {
                yield return (name, [.. Label().Matches(match.Groups["labels"].Value).Select(static label => label.Groups[1].Value)]);
            }
        }
    }

    /// <summary>The labels by which the expression groups and joins.</summary>
    public static IEnumerable<string> GroupingLabels(string expression) => Grouping().Matches(Strings().Replace(expression, "\"\""))
        .SelectMany(static match => match.Groups["list"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\((?<list>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"(?<![\w.])(?<name>[a-zA-Z_:][\w:]*)\s*(?<labels>\{[^}]*\})?(?<call>\s*\()?")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\w+)\s*(=~|!~|!=|=)")]
    private static partial Regex Label();
}
