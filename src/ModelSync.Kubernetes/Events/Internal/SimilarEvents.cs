namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Notices when an object is told of again and again with ever new messages: from the tenth in ten minutes on they are combined. For one thread.</summary>
internal sealed class SimilarEvents(int remembered, TimeProvider clock)
{
    private const int MaxDifferent = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(600);

    private readonly LruCache<EventKey, Group> _groups = new(remembered);

    /// <summary>True where the Event is one too many of its sort. The interval begins anew with each Event, and ends when there was none for so long.</summary>
    public bool IsTooMany(RecordedEvent recorded)
    {
        var now = clock.GetTimestamp();
        var key = recorded.SimilarKey;
        var messages = _groups.TryGet(key, out var group) && clock.GetElapsedTime(group.LastAt, now) <= Interval ? group.Messages : [];
        _groups.Set(key, new Group(messages, now));
        messages.Add(Fingerprint.Of(recorded.Message));
        if (messages.Count < MaxDifferent)
        {
            return false;
        }

        // One goes, so that the set does not grow, and an old message that comes again counts as one more.
        messages.Remove(messages.First());
        return true;
    }

    private readonly record struct Group(HashSet<UInt128> Messages, long LastAt);
}
