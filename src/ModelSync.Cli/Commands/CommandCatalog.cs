using ModelSync.Cli.Arguments;

namespace ModelSync.Cli.Commands;

/// <summary>All commands in the order in which help lists them.</summary>
internal static class CommandCatalog
{
    /// <summary>The commands.</summary>
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        GetCommand.Spec,
        StatusCommand.Spec,
        HistoryCommand.Spec,
        VersionsCommand.Spec,
        DiffCommand.Spec,
        .. VerbCommands.All,
        LintCommand.Spec,
        PinCommand.Spec,
        CompletionCommand.Spec,
        VersionCommand.Spec,
        CompleteCommand.Spec,
    ];
}
