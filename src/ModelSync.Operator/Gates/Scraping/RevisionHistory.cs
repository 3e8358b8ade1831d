using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>What was seen of the pods of one revision. Pods come and go: what one did counts for as long as the window reaches back to it.</summary>
internal sealed class RevisionHistory(IReadOnlySet<string> gauges)
{
    private readonly Dictionary<NamespacedName, PodHistory> _pods = [];

    /// <summary>Notes a look at a pod.</summary>
    public void Add(NamespacedName pod, TimeSpan at, IReadOnlyDictionary<SeriesKey, double> page)
    {
        if (!_pods.TryGetValue(pod, out var history))
        {
            _pods[pod] = history = new PodHistory(gauges);
        }

        history.Add(at, page);
    }

    /// <summary>What a window that ends now has.</summary>
    public WindowView Within(TimeSpan now, TimeSpan window)
    {
        var view = new WindowView();
        foreach (var (pod, history) in _pods.ToList())
        {
            if (!history.Trim(now, window))
            {
                _pods.Remove(pod);
                continue;
            }

            if (history.Within(now, window) is { } delta)
            {
                view.Add(delta);
            }

            if (history.LastAt == now && history.Last is { } page)
            {
                view.Pages.Add(page);
            }
        }

        return view;
    }
}
