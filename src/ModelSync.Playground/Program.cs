using System.Runtime.InteropServices;
using ModelSync.Playground.Commands;
using ModelSync.Playground.ControlPlane;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);

var progress = new ConsoleProgress(Console.Error, TimeProvider.System);
try
{
    switch (PlaygroundArguments.Parse(args))
    {
        case PlaygroundArguments.Up up:
            return await UpCommand.RunAsync(up, Console.Out, progress, cancellation.Token).ConfigureAwait(false);
        case PlaygroundArguments.Binaries:
            return await BinariesCommand.RunAsync(Console.Out, progress, cancellation.Token).ConfigureAwait(false);
        case PlaygroundArguments.Invalid invalid:
            await Console.Error.WriteLineAsync($"modelsync-playground: {invalid.Error}\n\n{PlaygroundArguments.Usage}").ConfigureAwait(false);
            return 2;
        default:
            await Console.Out.WriteLineAsync(PlaygroundArguments.Usage).ConfigureAwait(false);
            return 0;
    }
}
catch (ControlPlaneException e)
{
    await Console.Error.WriteLineAsync($"modelsync-playground: {e.Message}").ConfigureAwait(false);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("modelsync-playground: interrupted before it was up").ConfigureAwait(false);
    return 130;
}

void Cancel(PosixSignalContext context)
{
    // A second signal ends us at once: the supervisors then kill what runs.
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
