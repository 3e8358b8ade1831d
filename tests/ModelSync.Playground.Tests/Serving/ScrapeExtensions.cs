namespace ModelSync.Playground.Tests.Serving;

internal static class ScrapeExtensions
{
    /// <summary>The one value with these labels, of a counter or gauge, or with a suffix of a histogram or summary.</summary>
    public static double Value(this IReadOnlyList<ScrapedFamily> families, string name, string suffix = "", params (string Name, string Value)[] labels)
    {
        var family = families.SingleOrDefault(family => family.Name == name)
            ?? throw new AssertionException($"There is no {name}, but {string.Join(", ", families.Select(family => family.Name))}");
        var fitting = family.Samples
            .Where(sample => sample.Suffix == suffix && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value))
            .ToArray();
        return fitting.Length == 1
            ? fitting[0].Value
            : throw new AssertionException(
                $"{fitting.Length} series of {name}{suffix} fit: {string.Join("; ", family.Samples.Select(sample => sample.Identity()))}");
    }
}
