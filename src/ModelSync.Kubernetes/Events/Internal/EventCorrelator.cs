namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>
/// Makes few Events of many, as client-go's correlator does: what is similar is combined, what is the same is counted, and of what is left each object gets
/// its share. For one thread.
/// </summary>
internal sealed class EventCorrelator(int remembered, TimeProvider clock)
{
    private const string CombinedPrefix = "(combined from similar events): ";

    private readonly SimilarEvents _similar = new(remembered, clock);
    private readonly SpamFilter _spam = new(remembered, clock);
    private readonly LruCache<EventKey, Observation> _observed = new(remembered);
    private readonly EventNames _names = new();

    /// <summary>What to send; null for nothing. The event counts all the same, and the next that is sent tells of it.</summary>
    public Telling? Correlate(RecordedEvent recorded)
    {
        var isCombined = _similar.IsTooMany(recorded);
        var key = isCombined ? recorded.SimilarKey : recorded.Key;
        var isRepeated = _observed.TryGet(key, out var before);
        var observation = isRepeated
            ? before with { Count = before.Count + 1 }
            : new Observation(_names.Next(recorded.Regarding.Key.Name, recorded.At), 1, recorded.At, IsSent: false);
        _observed.Set(key, observation);
        if (!_spam.TryPass(recorded.Regarding))
        {
            return null;
        }

        var message = isCombined ? EventText.Cut(CombinedPrefix + recorded.Message, EventText.MaxMessage) : recorded.Message;
        return new Telling(key, recorded, message, isCombined, observation.Name, observation.Count, observation.FirstAt, observation.IsSent);
    }

    /// <summary>It was sent: from now on its count is.</summary>
    public void Sent(Telling telling)
    {
        if (_observed.TryGet(telling.Key, out var observation))
        {
            _observed.Set(telling.Key, observation with { IsSent = true });
        }
    }

    /// <summary>It is not there: the next begins anew.</summary>
    public void Forget(Telling telling) => _observed.Remove(telling.Key);

    private readonly record struct Observation(string Name, int Count, DateTimeOffset FirstAt, bool IsSent);
}
