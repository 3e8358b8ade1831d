using System.Runtime.InteropServices;
using ModelSync.Cli.Commands;
using ModelSync.Cli.Output;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

return await CliProgram.RunAsync(args, Screen.OfConsole, Console.In, TimeProvider.System, cancellation.Token).ConfigureAwait(false);

void Cancel(PosixSignalContext context)
{
    // A second signal ends us at once.
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
