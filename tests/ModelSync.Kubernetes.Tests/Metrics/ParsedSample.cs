namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>One line of an exposition: its labels unescaped, its value also as it stands there.</summary>
internal sealed record ParsedSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, string ValueText)
{
    /// <summary>What tells this series from every other, but for the labels named.</summary>
    public string Identity(params string[] without) =>
        Name + "|" + string.Join("|", Labels.Where(label => !without.Contains(label.Key)).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
