using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Says that Events were lost, and why, once a minute at most: a cluster that is away loses many. Thread-safe.</summary>
internal sealed class LostEvents(ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _saidAt;
    private long _lost;

    public void Add(string reason, string regarding, string cause)
    {
        long count;
        lock (_gate)
        {
            _lost++;
            if (_saidAt is { } saidAt && clock.GetElapsedTime(saidAt) < Interval)
            {
                return;
            }

            _saidAt = clock.GetTimestamp();
            count = _lost;
            _lost = 0;
        }

        logger.Lost(count, reason, regarding, cause);
    }
}
