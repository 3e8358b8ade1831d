using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;

namespace ModelSync.Cli.Commands;

/// <summary>Runs one command; results go to standard output, what is wrong to standard error.</summary>
internal static class CliProgram
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, Func<Screen> look, TextReader input, TimeProvider time, CancellationToken cancellationToken)
    {
        switch (RequestParser.Parse(CommandCatalog.All, CommonOptions.All, words))
        {
            case Request.Help { Command: null }:
                look().Write(HelpText.All(CommandCatalog.All));
                return ExitCodes.Ok;
            case Request.Help { Command: { } command }:
                look().Write(HelpText.About(command));
                return ExitCodes.Ok;
            case Request.Run run:
                return await RunAsync(run.Command, new CommandContext(run.Line, look, input, time), cancellationToken).ConfigureAwait(false);
            case Request.Invalid invalid:
                return Wrong(look(), invalid.Error, invalid.Command);
            default:
                throw new InvalidOperationException("there is no other request");
        }
    }

    private static async Task<int> RunAsync(CommandSpec command, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await command.Run(context, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Wrong(context.Screen, e.Message, command);
        }
        catch (CliException e)
        {
            return Fail(context.Screen, e.ExitCode, e.Message);
        }
        catch (KubernetesApiException e)
        {
            return Fail(context.Screen, ExitCodes.Cluster, e.IsForbidden ? $"you may not do this: {e.Status.Message}"
                : e.IsUnauthorized ? "the cluster does not accept who you are: log in again, or choose another user with --context or --user"
                : e.Message);
        }
        catch (Exception e) when (e is KubernetesException or IOException or UnauthorizedAccessException)
        {
            return Fail(context.Screen, ExitCodes.Cluster, e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static int Wrong(Screen screen, string error, CommandSpec? command)
    {
        Fail(screen, ExitCodes.Usage, error);
        screen.Tell(command is null ? "`kubectl modelsync --help` lists the commands." : $"Usage: {HelpText.Usage(command)}; `kubectl modelsync {command.Name} --help` shows examples.");
        return ExitCodes.Usage;
    }

    private static int Fail(Screen screen, int exitCode, string message)
    {
        screen.Errors.WriteLine(Line.Of("error: ", screen.HasColours ? Tone.Bad : Tone.Plain).Add(message).ToText(screen.HasColours));
        return exitCode;
    }
}
