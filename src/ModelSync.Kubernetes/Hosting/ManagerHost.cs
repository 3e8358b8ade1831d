using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Hosting.Internal;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Hosting;

/// <summary>What `Main` of a program needs around a <see cref="Manager"/>: signals that stop it, and an exit code.</summary>
public static class ManagerHost
{
    /// <summary>Everything has ended as it was told to.</summary>
    public const int Graceful = 0;

    /// <summary>Something failed, did not end in time, or the leadership was lost; it is in the log.</summary>
    public const int Failure = 1;

    /// <summary>Runs until SIGTERM, SIGINT or the cancellation, and returns the exit code; never throws. A second signal ends the process at once.</summary>
    public static Task<int> RunAsync(IRunnable manager, RuntimeServices services, CancellationToken cancellationToken) =>
        RunAsync(manager, services, PosixSignalRegistration.Create, cancellationToken);

    internal static async Task<int> RunAsync(
        IRunnable manager, RuntimeServices services, Func<PosixSignal, Action<PosixSignalContext>, IDisposable> listen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(services);
        var logger = services.LoggerFactory.CreateLogger<Manager>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stopping.Token;
        using var terminate = listen(PosixSignal.SIGTERM, OnSignal);
        using var interrupt = listen(PosixSignal.SIGINT, OnSignal);
        try
        {
            await manager.RunAsync(token).ConfigureAwait(false);
            return Graceful;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Graceful;
        }
        catch (Exception exception)
        {
            ManagerLog.Fatal(logger, exception);
            return Failure;
        }

        void OnSignal(PosixSignalContext context)
        {
            if (token.IsCancellationRequested)
            {
                return;
            }

            context.Cancel = true;
            var signal = context.Signal.ToString();
            ManagerLog.Signalled(logger, signal);
            try
            {
                stopping.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // A signal that came in while everything had ended anyway.
            }
        }
    }
}
