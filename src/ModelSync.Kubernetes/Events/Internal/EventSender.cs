using System.Net;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Sends one Event after the other, and gives up on those that the server does not want or cannot take for long.</summary>
internal sealed class EventSender(IKubernetesClient client, EventRecorderOptions options, RuntimeServices services, EventMetrics metrics, LostEvents lost)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly EventCorrelator _correlator = new(options.Remembered, services.TimeProvider);
    private readonly IResourceClient<Event> _events = client.Resource<Event>();

    public async Task SendAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        if (_correlator.Correlate(recorded) is not { } telling)
        {
            metrics.Dropped();
            return;
        }

        try
        {
            await TrySeveralTimesAsync(telling, cancellationToken).ConfigureAwait(false);
            _correlator.Sent(telling);
        }
        catch (Exception exception)
        {
            _correlator.Forget(telling);
            Count(exception);
            lost.Add(recorded.Reason, recorded.Regarding.ToString(), exception.Message);

            // Whatever it is, it ends here: no Event is worth more than those that follow.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task TrySeveralTimesAsync(Telling telling, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await TryOnceAsync(telling, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (KubernetesException exception) when (tries < options.MaxTries && MayHeal(exception))
            {
                // Half of the wait is by chance: processes that lost one server together do not come back to it together.
                var backoff = options.Backoff * Math.Pow(2, tries - 1);
                backoff = (backoff < LongestBackoff ? backoff : LongestBackoff) * (1 + services.Jitter()) / 2;
                await Task.Delay(backoff, services.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TryOnceAsync(Telling telling, CancellationToken cancellationToken)
    {
        if (telling.IsKnown && await TryPatchAsync(telling, cancellationToken).ConfigureAwait(false))
        {
            metrics.Patched();
            return;
        }

        try
        {
            await _events.CreateAsync(EventBodies.Create(telling, options), options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
            // A try whose answer got lost: names are never used twice.
        }

        metrics.Created();
    }

    // Events live for an hour, and may be deleted: then the repetition begins a new one.
    private async Task<bool> TryPatchAsync(Telling telling, CancellationToken cancellationToken)
    {
        try
        {
            var key = new NamespacedName(telling.Event.Regarding.EventNamespace, telling.Name);
            await _events.PatchAsync(key, EventBodies.Patch(telling), options: null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    // Refusals stay refusals: the namespace is gone or ending, we may not, or the Event breaks a rule.
    private static bool MayHeal(KubernetesException exception) =>
        exception is not KubernetesApiException refusal || refusal.IsTooManyRequests || refusal.StatusCode >= HttpStatusCode.InternalServerError;

    private void Count(Exception exception)
    {
        if (exception is KubernetesApiException { IsNotFound: true } or KubernetesApiException { IsForbidden: true })
        {
            metrics.Dropped();
        }
        else
        {
            metrics.Failed();
        }
    }
}
