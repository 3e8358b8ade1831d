using System.Collections.Concurrent;

namespace ModelSync.Operator.Versions;

/// <summary>
/// When this process last did something for a version, so that each time of a schedule is used once. Nothing is lost with it: what has no entry is taken
/// as done now, so a restart makes no request that was not due anyway.
/// </summary>
internal sealed class VersionMemory
{
    private const int LeastToSweep = 1024;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _nextSweep = LeastToSweep;

    /// <summary>How many versions are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>What is remembered of the object with this UID.</summary>
    public Entry Of(string uid, DateTimeOffset now) => _entries.GetOrAdd(uid, static (_, now) => new Entry { LastAttempt = now, LastLook = now }, now);

    /// <summary>Forgets those that are gone, now and then: an object that was deleted is not told of.</summary>
    public void Sweep(Func<IEnumerable<string>> present)
    {
        if (_entries.Count < Volatile.Read(ref _nextSweep))
        {
            return;
        }

        var there = present().ToHashSet(StringComparer.Ordinal);
        foreach (var uid in _entries.Keys.Where(uid => !there.Contains(uid)))
        {
            _entries.TryRemove(uid, out _);
        }

        Volatile.Write(ref _nextSweep, Math.Max(LeastToSweep, 2 * _entries.Count));
    }

    /// <summary>What is remembered of one version; used by one reconcile at a time.</summary>
    internal sealed class Entry
    {
        /// <summary>When it was last tried to pin it.</summary>
        public DateTimeOffset LastAttempt { get; set; }

        /// <summary>When its tags were last looked at.</summary>
        public DateTimeOffset LastLook { get; set; }

        /// <summary>Until when a registry asked to be left alone.</summary>
        public DateTimeOffset NotBefore { get; set; }

        /// <summary>How often in a row a registry had no place for it.</summary>
        public int TimesBusy { get; set; }
    }
}
