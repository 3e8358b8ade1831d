namespace ModelSync.Playground.Commands;

/// <summary>Runs one command; results go to standard output, progress and errors to standard error.</summary>
internal static class PlaygroundProgram
{
    public static async Task<int> RunAsync(PlaygroundArguments arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        var output = Console.Out;
        var progress = new ConsoleProgress(Console.Error, time);
        switch (arguments)
        {
            case PlaygroundArguments.Up up:
                return await UpCommand.RunAsync(up, output, progress, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.Status status:
                return await StatusCommand.RunAsync(status.Id, output, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.Down down:
                return await DownCommand.RunAsync(down.Id, output, time, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.FaultAdd add:
                return await FaultCommand.AddAsync(add, output, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.FaultList list:
                return await FaultCommand.ListAsync(list, output, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.FaultClear clear:
                return await FaultCommand.ClearAsync(clear, output, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.Load load:
                return await LoadCommand.RunAsync(load, output, time, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.Binaries:
                return await BinariesCommand.RunAsync(output, progress, cancellationToken).ConfigureAwait(false);
            case PlaygroundArguments.Invalid invalid:
                await Console.Error.WriteLineAsync($"modelsync-playground: {invalid.Error}\n\n{PlaygroundUsage.Text}").ConfigureAwait(false);
                return 2;
            default:
                await output.WriteLineAsync(PlaygroundUsage.Text).ConfigureAwait(false);
                return 0;
        }
    }
}
