using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Events;

/// <summary>
/// Records Events for one cluster; running it sends them. What is similar is combined and what is the same is counted, as client-go's recorder does. Thread-safe.
/// </summary>
public sealed class EventRecorder : IEventRecorder, IRunnable
{
    private readonly Channel<RecordedEvent> _queue;
    private readonly EventRecorderOptions _options;
    private readonly TimeProvider _clock;
    private readonly EventSender _sender;
    private readonly EventMetrics _metrics;
    private readonly LostEvents _lost;

    /// <summary>A recorder that sends through this client.</summary>
    public EventRecorder(IKubernetesClient client, EventRecorderOptions options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        options.Check();
        _options = options;
        _clock = services.TimeProvider;
        _metrics = new EventMetrics(services.Meter, client.Cluster);
        _lost = new LostEvents(services.LoggerFactory.CreateLogger<EventRecorder>(), _clock);
        _sender = new EventSender(client, options, services, _metrics, _lost);
        _queue = Channel.CreateBounded<RecordedEvent>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
    }

    /// <inheritdoc />
    public void Record(IKubernetesObject regarding, EventType type, string reason, string message, string? action = null)
    {
        if (!Regarding.TryRead(regarding, out var about))
        {
            Lose(reason, regarding?.Metadata?.Key.ToString() ?? "nothing", "the object does not say its kind, or has no name: name its kind with Record(ResourceInfo, ObjectMeta, …)");
            return;
        }

        var word = string.IsNullOrWhiteSpace(reason) ? "Unknown" : EventText.Cut(reason, EventText.MaxWord);
        var recorded = new RecordedEvent(
            about,
            type,
            word,
            EventText.Cut(message, EventText.MaxMessage),
            string.IsNullOrWhiteSpace(action) ? null : EventText.Cut(action, EventText.MaxWord),
            _clock.GetUtcNow());
        if (!_queue.Writer.TryWrite(recorded))
        {
            Lose(word, about.ToString(), $"{_options.QueueLength} others wait to be sent, or the recorder has stopped");
        }
    }

    /// <summary>Sends what is recorded until it is told to stop, then for a short while what is still there.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        var flushing = _clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), end, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Disposed asynchronously, which waits for a callback that is under way: it must not come to a source that is gone.
        await using (flushing.ConfigureAwait(false))
        {
            using var stopping = cancellationToken.UnsafeRegister(_ => flushing.Change(_options.FlushTimeout, Timeout.InfiniteTimeSpan), state: null);
            try
            {
                await SendUntilStoppedAsync(cancellationToken, end.Token).ConfigureAwait(false);
                _queue.Writer.TryComplete();
                await SendRestAsync(end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                LoseRest();
            }
        }
    }

    private async Task SendUntilStoppedAsync(CancellationToken stopping, CancellationToken end)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stopping).ConfigureAwait(false))
            {
                await SendRestAsync(end).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !end.IsCancellationRequested)
        {
            // Told to stop while there was nothing to do.
        }
    }

    private async Task SendRestAsync(CancellationToken end)
    {
        while (_queue.Reader.TryRead(out var recorded))
        {
            await _sender.SendAsync(recorded, end).ConfigureAwait(false);
        }
    }

    private void LoseRest()
    {
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var recorded))
        {
            Lose(recorded.Reason, recorded.Regarding.ToString(), "the recorder was stopped, and there was no time left to send it");
        }
    }

    private void Lose(string reason, string regarding, string cause)
    {
        _metrics.Dropped();
        _lost.Add(reason, regarding, cause);
    }
}
