using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Controllers.Building;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>
/// Waits for workers that were told to stop. However long it takes: to go on without them would let another leader, or another life of the cluster, begin
/// while they still write. Who takes too long is named; the process's own limit for its end is the manager's.
/// </summary>
internal static class PatientWait
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Completes when the work has ended, whether well or not.</summary>
    public static async Task ForAsync(Task work, Func<Request[]> running, ControllerDefinition definition, ILogger logger)
    {
        await work.WaitAsync(Grace, definition.Services.Runtime.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            ControllerLog.IgnoresToken(logger, definition.Name, Grace, string.Join(", ", running()));
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
