using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>Runs one event source, and again after it failed: 1 s later, then twice as long up to a minute.</summary>
internal sealed class EventSourceRunner(IEventSource source, ControllerDefinition definition, IRequestSink requests, ILogger logger)
{
    private readonly ExponentialRateLimiter<string> _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await source.RunAsync(requests, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var delay = _backoff.When(source.Name);
                ControllerLog.SourceFailed(logger, source.Name, definition.Name, delay, exception);
                await Task.Delay(delay, definition.Services.Runtime.TimeProvider, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // Stopped: what it throws on its way out is its own affair.
            }
        }
    }
}
