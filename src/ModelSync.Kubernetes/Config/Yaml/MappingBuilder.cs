namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>Collects the entries of one mapping: its own keys first, then those that merge keys bring in.</summary>
internal sealed class MappingBuilder(DocumentSource source)
{
    // Merging is the only way in which a small document can become a large tree.
    private const int MaxEntries = 10_000;

    private readonly List<MappingEntry> _entries = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<MappingNode> _parents = [];

    public void Add(ConfigNode key, ConfigNode value)
    {
        if (key is not ScalarNode { Kind: not ScalarKind.Null } scalar)
        {
            throw source.Error(KubeConfigProblem.Invalid, key.Line, key.Column, field: null, $"a key is a string, not {key.Describe()}");
        }

        if (!_keys.Add(scalar.Value))
        {
            throw source.Error(
                KubeConfigProblem.Invalid, key.Line, key.Column, Quoted.Key(scalar.Value), "the key stands twice in one mapping; keep one of them");
        }

        _entries.Add(new MappingEntry(scalar, value));
    }

    public void Merge(IEnumerable<MappingNode> parents) => _parents.AddRange(parents);

    public IReadOnlyList<MappingEntry> Build()
    {
        foreach (var entry in _parents.SelectMany(parent => parent.Entries).Where(entry => _keys.Add(entry.Key.Value)))
        {
            if (_entries.Count >= MaxEntries)
            {
                throw source.Error(
                    KubeConfigProblem.Invalid, entry.Key.Line, entry.Key.Column, field: null, $"merge keys make a mapping of more than {MaxEntries} keys; write fewer");
            }

            _entries.Add(entry);
        }

        return _entries;
    }
}
