using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>What was seen of one pod's metrics: the last page, and by how much counters rose before. Bounded, however long the window is.</summary>
/// <param name="gauges">The samples that may fall without a restart.</param>
internal sealed class PodHistory(IReadOnlySet<string> gauges)
{
    private const int MostDeltas = 64;

    /// <summary>The sample that tells when a process started.</summary>
    public const string StartTime = "process_start_time_seconds";
    private readonly List<PodDelta> _deltas = [];

    /// <summary>What the last look saw.</summary>
    public IReadOnlyDictionary<SeriesKey, double>? Last { get; private set; }

    /// <summary>When the last look was.</summary>
    public TimeSpan LastAt { get; private set; }

    /// <summary>Notes a look. The first one of a pod only begins to count: what came before may be older than the window.</summary>
    public void Add(TimeSpan at, IReadOnlyDictionary<SeriesKey, double> page)
    {
        if (Last is { } before && at > LastAt)
        {
            _deltas.Add(new PodDelta(LastAt, at, IncreasesOf(before, page)));
            if (_deltas.Count > MostDeltas)
            {
                MergeShortest();
            }
        }

        (Last, LastAt) = (page, at);
    }

    /// <summary>The increase within a window that ends now; null when the pod was seen only once in it.</summary>
    public PodDelta? Within(TimeSpan now, TimeSpan window)
    {
        PodDelta? sum = null;
        foreach (var delta in _deltas)
        {
            if (delta.Middle >= now - window)
            {
                sum = sum?.With(delta) ?? delta;
            }
        }

        return sum;
    }

    /// <summary>Forgets what is older than a window; whether anything is left.</summary>
    public bool Trim(TimeSpan now, TimeSpan window)
    {
        _deltas.RemoveAll(delta => delta.Middle < now - window);
        return _deltas.Count > 0 || LastAt >= now - window;
    }

    private Dictionary<SeriesKey, double> IncreasesOf(IReadOnlyDictionary<SeriesKey, double> before, IReadOnlyDictionary<SeriesKey, double> page)
    {
        var restarted = Restarted(before, page);
        var increases = new Dictionary<SeriesKey, double>();
        foreach (var (key, value) in page)
        {
            // A series that was not there at the last look has risen from zero: errors often come to be with the first one.
            var old = restarted is null || restarted.Contains(key.Group()) ? 0 : before.GetValueOrDefault(key);
            if (value > old)
            {
                increases[key] = value - old;
            }
        }

        return increases;
    }

    /// <summary>The groups of labels that count anew; null when all do. The buckets of a histogram restart together, even those that are higher now.</summary>
    private HashSet<string>? Restarted(IReadOnlyDictionary<SeriesKey, double> before, IReadOnlyDictionary<SeriesKey, double> page)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in page)
        {
            if (!before.TryGetValue(key, out var old))
            {
                continue;
            }

            if (string.Equals(key.Name, StartTime, StringComparison.Ordinal) && value > old)
            {
                return null;
            }

            if (value < old && IsCounter(key.Name))
            {
                groups.Add(key.Group());
            }
        }

        return groups;
    }

    private bool IsCounter(string name) => !gauges.Contains(name) && !string.Equals(name, StartTime, StringComparison.Ordinal);

    private void MergeShortest()
    {
        var shortest = 0;
        for (var i = 1; i < _deltas.Count - 1; i++)
        {
            if (_deltas[i].Length + _deltas[i + 1].Length < _deltas[shortest].Length + _deltas[shortest + 1].Length)
            {
                shortest = i;
            }
        }

        _deltas[shortest] = _deltas[shortest].With(_deltas[shortest + 1]);
        _deltas.RemoveAt(shortest + 1);
    }
}
