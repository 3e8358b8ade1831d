using ModelSync.Cli.Arguments;
using ModelSync.Cli.Completion;

namespace ModelSync.Cli.Commands;

/// <summary>Prints a script that completes words.</summary>
internal static class CompletionCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "completion",
        Summary = "Prints a script that completes words with the Tab key",
        Operands = "bash|zsh|fish|kubectl",
        Least = 1,
        Most = 1,
        Kind = OperandKind.Shell,
        Details =
            """
            bash, zsh and fish complete `kubectl-modelsync`. For `kubectl modelsync`, kubectl (1.26 or later) asks a program
            kubectl_complete-modelsync on PATH: `completion kubectl` prints it.
            """,
        Examples =
        [
            new("in ~/.bashrc", "source <(kubectl modelsync completion bash)"),
            new("for kubectl modelsync, beside the plugin", "kubectl modelsync completion kubectl > ~/bin/kubectl_complete-modelsync && chmod +x ~/bin/kubectl_complete-modelsync"),
        ],
        Run = (context, _) =>
        {
            var shell = context.Line.Operands[0];
            var script = CompletionScripts.Of(shell) ?? throw new UsageException($"completion takes {string.Join(", ", CompletionScripts.Shells)}, but got \"{shell}\"");
            context.Screen.Output.Write($"{script}\n");
            return Task.FromResult(ExitCodes.Ok);
        },
    };
}
