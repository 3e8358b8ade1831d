namespace ModelSync.Playground.Tests.Serving;

/// <summary>A sample, with what its name has beside that of its family.</summary>
internal sealed record ScrapedSample(string Suffix, SortedDictionary<string, string> Labels, double Value)
{
    public string Identity() => Suffix + string.Concat(Labels.Select(label => $" {label.Key}={label.Value}"));

    public string IdentityWithout(string label) => Suffix + string.Concat(Labels.Where(one => one.Key != label).Select(one => $" {one.Key}={one.Value}"));
}
