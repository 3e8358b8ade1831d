using System.Runtime.InteropServices;
using ModelSync.Playground.Commands;
using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);

try
{
    return await PlaygroundProgram.RunAsync(PlaygroundArguments.Parse(args), TimeProvider.System, cancellation.Token).ConfigureAwait(false);
}
catch (Exception e) when (e is ControlPlaneException or ControlException)
{
    await Console.Error.WriteLineAsync($"modelsync-playground: {e.Message}").ConfigureAwait(false);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("modelsync-playground: interrupted").ConfigureAwait(false);
    return 130;
}

void Cancel(PosixSignalContext context)
{
    // A second signal ends us at once: the supervisors then kill what runs.
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
