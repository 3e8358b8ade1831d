using System.Runtime.InteropServices;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;
using ModelSync.Quickstart;
using ModelSync.Quickstart.Arguments;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);

try
{
    return await QuickstartProgram.RunAsync(ArgumentParser.Parse(args), TimeProvider.System, cancellation.Token).ConfigureAwait(false);
}
catch (Exception e) when (e is QuickstartException or ControlPlaneException or ControlException or KubernetesException)
{
    await TellAsync(e.Message).ConfigureAwait(false);
    return 1;
}
catch (KubeConfigException e)
{
    // The context that was asked for, or the kubeconfig that it should stand in, cannot be used.
    await TellAsync(e.Message).ConfigureAwait(false);
    return QuickstartProgram.BadOptions;
}
catch (OperationCanceledException)
{
    await TellAsync("interrupted").ConfigureAwait(false);
    return 130;
}

void Cancel(PosixSignalContext context)
{
    // A second signal ends us at once: the supervisors then kill what runs.
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

static async Task TellAsync(string message)
{
    try
    {
        await Console.Error.WriteLineAsync($"modelsync-quickstart: {message}").ConfigureAwait(false);
    }
    catch (IOException)
    {
        // The terminal has been closed: the exit code tells it.
    }
}
