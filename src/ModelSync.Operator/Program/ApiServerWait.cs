using System.Net;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.AspNetCore.Health;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Operator.Program;

/// <summary>
/// Waits until the API server tells what it serves. Meanwhile probes are answered: the process lives, because a restart would mend nothing, and is not ready.
/// </summary>
internal sealed class ApiServerWait(IPEndPoint healthAddress, Func<CancellationToken, Task<ServedResources>> ask, RuntimeServices services) : IRunnable, IHealthReport
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = services.LoggerFactory.CreateLogger<ApiServerWait>();

    /// <summary>The answer; null until there is one.</summary>
    public ServedResources? Served { get; private set; }

    public IReadOnlyList<HealthEntry> Liveness() => [new HealthEntry("process", IsHealthy: true)];

    public IReadOnlyList<HealthEntry> Readiness() => [new HealthEntry("api-server", IsHealthy: false, "it has not answered yet")];

    /// <summary>Asks until there is an answer; the address for probes is free again when this returns.</summary>
    /// <exception cref="IOException">The address for probes cannot be had.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = AskAsync(over.Token);

        // A server that answers does so at once, and needs no second server for probes; one that swallows what it is asked may take minutes to fail.
        await Task.WhenAny(asking, Task.Delay(AskAgain, services.TimeProvider, over.Token)).ConfigureAwait(false);
        var serving = asking.IsCompleted ? Task.CompletedTask : ServeAsync(over.Token);
        try
        {
            var first = await Task.WhenAny(asking, FailureOfAsync(serving)).ConfigureAwait(false);
            Served = await first.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(asking, serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task ServeAsync(CancellationToken cancellationToken) =>
        new HttpServer(new HttpServerOptions { Address = healthAddress }, endpoints => endpoints.MapModelSyncHealth(this), services).RunAsync(cancellationToken);

    // Ends only when the server fails.
    private static async Task<ServedResources> FailureOfAsync(Task serving)
    {
        await serving.ConfigureAwait(false);
        return await new TaskCompletionSource<ServedResources>().Task.ConfigureAwait(false);
    }

    private async Task<ServedResources> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException e)
            {
                OperatorLog.NotReached(_logger, e.Message);
                await Task.Delay(AskAgain, services.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
