using System.Runtime.InteropServices;
using ModelSync.Soak;

if (SoakOptions.Parse(args, out var error) is not { } options)
{
    await Console.Error.WriteLineAsync($"{error}\n{SoakOptions.Usage}");
    return 2;
}

using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await SoakRun.RunAsync(options, Console.Out, stopping.Token) ? 0 : 1;
