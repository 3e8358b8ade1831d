using System.Globalization;
using System.Reflection;
using ModelSync.Api.Generator;
using ModelSync.Api.Generator.Reference;
using ModelSync.Cli;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Commands;

namespace ModelSync.Reference.Pages;

/// <summary>Writes the commands and options of the kubectl plugin.</summary>
internal static class CliPage
{
    private const string Call = "kubectl modelsync";

    private static IEnumerable<CommandSpec> Commands => CommandCatalog.All.Where(static command => !command.IsHidden);

    /// <summary>The page.</summary>
    public static string Write() => Markdown.Page(
    [
        "# Commands of the kubectl plugin",
        "",
        Markdown.Notice,
        "",
        "`kubectl modelsync COMMAND --help` says the same. [The kubectl plugin](../cli.md) shows what the commands print.",
        "",
        .. Markdown.Head("Command", "Does"),
        .. Commands.Select(static command => Markdown.Row($"[`{command.Name}`]({Markdown.Anchor(command.Name)})", Markdown.Text(Sentence(command.Summary)))),
        "",
        "## Options of every command",
        "",
        "As those of kubectl, and behind the word `modelsync`.",
        "",
        .. Options(CommonOptions.All),
        "There are colours on a terminal alone, and none there when `NO_COLOR` is set.",
        "",
        "## Exit codes",
        "",
        .. Markdown.Head("Code", "Means"),
        .. Codes(),
        "",
        "Healthy is `Ready=True` and failed is `Stalled=True`, each for the present spec: a status that the operator wrote before the last change of the spec counts for",
        "nothing.",
        "",
        .. Commands.SelectMany(About),
    ]);

    private static IEnumerable<string> About(CommandSpec command) =>
    [
        $"## {command.Name}",
        "",
        Markdown.Text($"{command.Summary}."),
        "",
        "```sh",
        HelpText.Usage(command),
        "```",
        "",
        .. command.Details.Length > 0 ? [.. command.Details.Split('\n').Select(Markdown.Text), ""] : Array.Empty<string>(),
        .. command.Options.Count > 0 ? Options(command.Options) : [],
        .. command.Examples.Count > 0 ? ["```sh", .. command.Examples.SelectMany(Example), "```", ""] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Example(Example example) =>
        [$"# {example.Why}", example.Line.Contains(Call, StringComparison.Ordinal) ? example.Line : $"{Call} {example.Line}"];

    private static IEnumerable<string> Options(IReadOnlyList<OptionSpec> options) =>
    [
        .. Markdown.Head("Option", "Does"),
        .. options.Select(static option => Markdown.Row(
            (option.Letter is { } letter ? $"`-{letter}`, " : "") + Markdown.CellCode(option.Value is { } value ? $"{option} {value}" : $"{option}"),
            Markdown.Text(Sentence(option.Help)))),
        "",
    ];

    private static IEnumerable<string> Codes()
    {
        var documentation = XmlDocumentation.Of(typeof(ExitCodes).Assembly);
        return typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => field.IsLiteral)
            .OrderBy(static field => (int)field.GetRawConstantValue()!)
            .Select(field => Markdown.Row(((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture), Markdown.Text(documentation.Of(typeof(ExitCodes), field.Name))));
    }

    // Of the whole line, which is a sentence in a table and none in help.
    private static string Sentence(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
