using ModelSync.Playground.Nodes.Life;

namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>How often each thing was told of one pod: what is the same becomes one Event with a count.</summary>
internal sealed class EventTally
{
    // More different events than a kubelet has for a pod; who changes annotations for hours gets new Events instead of counts.
    private const int Most = 64;

    private readonly Dictionary<KubeletEvent, Entry> _entries = [];

    /// <summary>The Event so far; null when this is the first of its kind.</summary>
    public Entry? Find(KubeletEvent told) => _entries.GetValueOrDefault(told);

    public void Set(KubeletEvent told, Entry entry)
    {
        if (_entries.Count >= Most && !_entries.ContainsKey(told))
        {
            _entries.Clear();
        }

        _entries[told] = entry;
    }

    public void Forget(KubeletEvent told) => _entries.Remove(told);

    internal sealed record Entry(string Name, int Count);
}
