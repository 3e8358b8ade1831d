using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;

namespace ModelSync.Cli.Completion;

/// <summary>Finds what the last of some words may be.</summary>
internal static class CompletionPlanner
{
    private static readonly OptionSpec Help = new("help", 'h', null, "what the command does");

    /// <summary>The words of a command line, the last one unfinished.</summary>
    public static CompletionQuery Plan(IReadOnlyList<CommandSpec> commands, IReadOnlyList<string> words)
    {
        var prefix = words.Count > 0 ? words[^1] : "";
        CommandSpec? command = null;
        OptionSpec? open = null;
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var word in words.SkipLast(1))
        {
            if (open is not null)
            {
                values[open.Name] = [word];
                open = null;
            }
            else if (word.StartsWith('-'))
            {
                var parts = word.Split('=', 2);
                var option = Find(command, parts[0]);
                open = option is { Value: not null } && parts.Length == 1 ? option : null;
                if (option is not null && parts.Length == 2)
                {
                    values[option.Name] = [parts[1]];
                }
            }
            else
            {
                command ??= commands.FirstOrDefault(one => string.Equals(one.Name, word, StringComparison.Ordinal));
            }
        }

        var query = new CompletionQuery { Prefix = prefix, Line = new CommandLine([], values) };
        return open is not null ? OfValue(query, open)
            : prefix.StartsWith('-') ? query with { Words = [.. CommonOptions.All.Concat(command?.Options ?? []).Append(Help).Select(option => ($"--{option.Name}", option.Help))] }
            : command is null ? query with { Words = [.. commands.Where(one => !one.IsHidden).Select(one => (one.Name, one.Summary))] }
            : OfOperand(query, command.Kind);
    }

    private static OptionSpec? Find(CommandSpec? command, string name) => CommonOptions.All.Concat(command?.Options ?? [])
        .FirstOrDefault(option => string.Equals(name, $"--{option.Name}", StringComparison.Ordinal) || (name is ['-', var letter] && option.Letter == letter));

    private static CompletionQuery OfValue(CompletionQuery query, OptionSpec option) => option switch
    {
        { Choices.Count: > 0 } => query with { Words = [.. option.Choices.Select(choice => (choice, ""))] },
        { Name: CommonOptions.Namespace } => query with { Names = NameKind.Namespaces },
        { Name: CommonOptions.Context } => query with { Names = NameKind.Contexts },
        { Name: CommonOptions.Kubeconfig } => query with { IsFile = true },
        { Name: "model" } => query with { Names = NameKind.Models },
        _ => query,
    };

    private static CompletionQuery OfOperand(CompletionQuery query, OperandKind kind) => kind switch
    {
        OperandKind.Rollout => query with { Names = NameKind.Rollouts },
        OperandKind.Version => query with { Names = NameKind.Versions },
        OperandKind.Model => query with { Names = NameKind.Models },
        OperandKind.File => query with { IsFile = true },
        OperandKind.Shell => query with { Words = [.. CompletionScripts.Shells.Select(shell => (shell, ""))] },
        _ => query,
    };
}
