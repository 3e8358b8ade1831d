using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>What all pods of a revision did in a window, and what they say now.</summary>
internal sealed class WindowView
{
    private readonly Dictionary<SeriesKey, double> _increases = [];

    /// <summary>The pages of the pods that were read just now.</summary>
    public List<IReadOnlyDictionary<SeriesKey, double>> Pages { get; } = [];

    /// <summary>The increases of each pod.</summary>
    public List<PodDelta> Deltas { get; } = [];

    /// <summary>The increases of all pods together.</summary>
    public IReadOnlyDictionary<SeriesKey, double> Increases => _increases;

    /// <summary>Whether counters were seen at least twice in the window.</summary>
    public bool HasCounted => Deltas.Count > 0;

    public void Add(PodDelta delta)
    {
        Deltas.Add(delta);
        foreach (var (key, value) in delta.Increases)
        {
            _increases[key] = _increases.GetValueOrDefault(key) + value;
        }
    }

    /// <summary>Whether any pod has series of that name.</summary>
    public bool Has(string name) => Pages.Exists(page => page.Keys.Any(key => string.Equals(key.Name, name, StringComparison.Ordinal)));
}
