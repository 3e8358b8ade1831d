namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>Keys and values in the order of the document; keys are unique and case-sensitive.</summary>
internal sealed class MappingNode : ConfigNode
{
    private readonly Dictionary<string, MappingEntry> _byKey;

    public MappingNode(IReadOnlyList<MappingEntry> entries, int line, int column)
        : base(line, column)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(entry => entry.Key.Value, StringComparer.Ordinal);
    }

    public static MappingNode Empty { get; } = new([], line: 1, column: 1);

    public IReadOnlyList<MappingEntry> Entries { get; }

    public MappingEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    public override string Describe() => "a mapping";
}
