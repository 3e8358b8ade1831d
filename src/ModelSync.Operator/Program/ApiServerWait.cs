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
internal sealed class ApiServerWait(IPEndPoint healthAddress, RuntimeServices services) : IHealthReport
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = services.LoggerFactory.CreateLogger<ApiServerWait>();
    private string? _reason;

    public IReadOnlyList<HealthEntry> Liveness() => [new HealthEntry("process", IsHealthy: true)];

    public IReadOnlyList<HealthEntry> Readiness() => [new HealthEntry("api-server", IsHealthy: false, $"does not answer yet: {_reason}")];

    /// <summary>Asks until there is an answer; the address for probes is free again when this returns.</summary>
    public async Task<ServedResources> UntilAsync(Func<CancellationToken, Task<ServedResources>> ask, CancellationToken cancellationToken)
    {
        if (await TryAsync(ask, cancellationToken).ConfigureAwait(false) is { } atOnce)
        {
            return atOnce;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var server = new HttpServer(new HttpServerOptions { Address = healthAddress }, endpoints => endpoints.MapModelSyncHealth(this), services);
        var serving = server.RunAsync(over.Token);
        try
        {
            while (true)
            {
                // A server that cannot start ends the process now, as it would later.
                await Task.WhenAny(serving, Task.Delay(AskAgain, services.TimeProvider, cancellationToken)).Unwrap().ConfigureAwait(false);
                if (await TryAsync(ask, cancellationToken).ConfigureAwait(false) is { } served)
                {
                    return served;
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ServedResources?> TryAsync(Func<CancellationToken, Task<ServedResources>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException e)
        {
            _reason = e.Message;
            OperatorLog.NotReached(_logger, e.Message);
            return null;
        }
    }
}
