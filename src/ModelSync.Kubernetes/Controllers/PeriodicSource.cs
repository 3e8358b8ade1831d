using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Has requests looked at again and again, in the lane of what can wait. For one object, <see cref="Result.After"/> is simpler.</summary>
public sealed class PeriodicSource : IEventSource
{
    private readonly TimeSpan _period;
    private readonly Func<IEnumerable<Request>> _requests;
    private readonly TimeProvider _timeProvider;

    /// <summary>A source that asks for its requests once in each period, for the first time after one.</summary>
    public PeriodicSource(string name, TimeSpan period, Func<IEnumerable<Request>> requests, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        Name = name;
        _period = period;
        _requests = requests ?? throw new ArgumentNullException(nameof(requests));
        _timeProvider = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public async Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var timer = new PeriodicTimer(_period, _timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var request in _requests())
            {
                requests.Add(request, QueuePriority.Low);
            }
        }
    }
}
