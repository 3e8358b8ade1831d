using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;

namespace ModelSync.Cli.Commands;

/// <summary>What --help says.</summary>
internal static class HelpText
{
    private const string Call = "kubectl modelsync";

    private const string Codes =
        """
        Exit codes:
          0    healthy, done, without errors
          1    the rollout has failed, the verb was refused, the manifest has errors or no digest
          2    the command line is wrong
          3    the time was over first
          4    neither healthy nor failed yet (status without --watch)
          5    the cluster cannot be asked, or does not have what was asked for
          130  interrupted by Ctrl-C
        """;

    /// <summary>Help about all commands.</summary>
    public static IEnumerable<Line> All(IReadOnlyList<CommandSpec> commands)
    {
        yield return "Sees rollouts of models, tells them what to do, and judges manifests before they are applied.";
        yield return Line.Empty;
        yield return Line.Of("Usage: ", Tone.Strong).Add($"{Call} COMMAND [OPTIONS]");
        yield return Line.Empty;
        yield return Line.Of("Commands:", Tone.Strong);
        foreach (var command in commands.Where(command => !command.IsHidden))
        {
            yield return Line.Of($"  {command.Name}", Tone.New).PadTo(14).Add(command.Summary);
        }

        foreach (var line in Options("Options of every command:", CommonOptions.All).Append(Line.Empty))
        {
            yield return line;
        }

        foreach (var line in Codes.Split('\n'))
        {
            yield return line;
        }

        yield return Line.Empty;
        yield return $"`{Call} COMMAND --help` says more about one, with examples.";
    }

    /// <summary>Help about one command.</summary>
    public static IEnumerable<Line> About(CommandSpec command)
    {
        yield return $"{command.Summary}.";
        yield return Line.Empty;
        yield return Line.Of("Usage: ", Tone.Strong).Add(Usage(command));
        foreach (var line in Texts(command.Details))
        {
            yield return line;
        }

        if (command.Examples.Count > 0)
        {
            yield return Line.Empty;
            yield return Line.Of("Examples:", Tone.Strong);
            foreach (var example in command.Examples)
            {
                yield return Line.Of($"  # {example.Why}", Tone.Dim);
                yield return $"  {(example.Line.Contains(Call, StringComparison.Ordinal) ? "" : $"{Call} ")}{example.Line}";
            }
        }

        foreach (var line in Options("Options:", command.Options))
        {
            yield return line;
        }

        yield return Line.Empty;
        yield return Line.Of($"`{Call} --help` lists the options of every command and the exit codes.", Tone.Dim);
    }

    /// <summary>How a command is called.</summary>
    public static string Usage(CommandSpec command) =>
        $"{Call} {command.Name}{(command.Operands.Length > 0 ? $" {command.Operands}" : "")}{(command.Options.Count > 0 ? " [OPTIONS]" : "")}";

    private static IEnumerable<Line> Texts(string text) => text.Length == 0 ? [] : [Line.Empty, .. text.Split('\n').Select(line => (Line)line)];

    private static IEnumerable<Line> Options(string title, IReadOnlyList<OptionSpec> options)
    {
        if (options.Count == 0)
        {
            yield break;
        }

        yield return Line.Empty;
        yield return Line.Of(title, Tone.Strong);
        foreach (var option in options)
        {
            var letter = option.Letter is { } known ? $"-{known}, " : "    ";
            yield return Line.Of($"  {letter}--{option.Name}{(option.Value is null ? "" : $" {option.Value}")}", Tone.New).PadTo(26).Add(option.Help);
        }
    }
}
