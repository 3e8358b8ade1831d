using System.Text.RegularExpressions;

namespace ModelSync.Operator.Tests.Observability;

/// <summary>The shipped rules.</summary>
internal static partial class RuleFile
{
    /// <summary>The groups as Prometheus itself reads them: what stands below `spec` of the PrometheusRule.</summary>
    public static string Groups { get; } = string.Join('\n', File.ReadAllText(Repository("deploy", "observability", "prometheusrule.yaml"))
        .Split('\n').SkipWhile(static line => line != "spec:").Skip(1).Select(static line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line));

    /// <summary>Each alert, with its text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Alerts { get; } =
    [
        .. AlertName().Split(Groups).Skip(1).Chunk(2).Select(static pair => (pair[0], pair[1])),
    ];

    /// <summary>The expression of an alert.</summary>
    public static string ExpressionOf(string alert) => Expression().Match(alert) is { Success: true } match
        ? match.Groups["block"].Success ? match.Groups["block"].Value : match.Groups["line"].Value
        : throw new AssertionException($"there is no expression in {alert}");

    public static string Repository(params string[] parts) => Path.Combine([Testing.Repository.Root, .. parts]);


    [GeneratedRegex(@"^  - alert: (?<name>\w+)\n", RegexOptions.Multiline)]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^    expr: (?:\|\n(?<block>(?:      .*\n)+)|(?<line>.*)\n)", RegexOptions.Multiline)]
    private static partial Regex Expression();
}
