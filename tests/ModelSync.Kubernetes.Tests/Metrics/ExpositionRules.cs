namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>What the grammar cannot say: names and series are there once, units end names, counters never fall below zero, buckets add up.</summary>
internal static class ExpositionRules
{
    public static void Check(IReadOnlyList<ParsedFamily> families, bool openMetrics)
    {
        Require(families.Select(family => family.Name).Distinct().Count() == families.Count, "A family is there twice.");
        Require(families.SelectMany(NamesOf).Distinct().Count() == families.SelectMany(NamesOf).Count(), "Two families share a name.");
        var identities = families.SelectMany(family => family.Samples).Select(sample => sample.Identity()).ToList();
        Require(identities.Distinct().Count() == identities.Count, "A series is there twice.");
        foreach (var family in families)
        {
            Require(family.Samples.Count > 0, $"{family.Name} has no samples.");
            Require(family.Unit is null || family.Name.EndsWith("_" + family.Unit, StringComparison.Ordinal), $"{family.Name} does not end in its unit.");
            Require(family.Type != "counter" || family.Samples.All(sample => sample.Value >= 0), $"{family.Name} is below zero.");
            Require(family.Type == "histogram" || family.Samples.All(sample => !sample.Labels.ContainsKey("le")), $"{family.Name} has le.");
            Require(family.Type != "counter" || openMetrics != family.Name.EndsWith("_total", StringComparison.Ordinal), $"{family.Name}: _total in the wrong place.");
            if (family.Type == "histogram")
            {
                CheckHistogram(family);
            }
        }
    }

    private static IEnumerable<string> NamesOf(ParsedFamily family) => family.Samples.Select(sample => sample.Name).Append(family.Name).Distinct();

    private static void CheckHistogram(ParsedFamily family)
    {
        var buckets = family.Samples.Where(sample => sample.Name == family.Name + "_bucket").GroupBy(sample => sample.Identity("le")).ToList();
        Require(buckets.Count > 0, $"{family.Name} has no buckets.");
        foreach (var group in buckets)
        {
            var bounds = group.Select(bucket => SampleReader.Value(bucket.Labels["le"])).ToList();
            Require(bounds.SequenceEqual(bounds.Order()) && bounds.Distinct().Count() == bounds.Count && double.IsPositiveInfinity(bounds[^1]), "le is out of order.");
            var counts = group.Select(bucket => bucket.Value).ToList();
            Require(counts.SequenceEqual(counts.Order()), "The counts fall.");
            var identity = group.Key.Replace("_bucket", "_count", StringComparison.Ordinal);
            var count = family.Samples.SingleOrDefault(sample => sample.Identity() == identity);
            Require(count is null ? bounds[0] < 0 : count.Value.Equals(counts[^1]), "The count is not that of the last bucket.");
        }
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FormatException(problem);
        }
    }
}
