using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>Reads the Prometheus text format by its grammar and refuses everything beside it; written without a look at the writer.</summary>
internal static partial class Scraper
{
    private const string Name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private const string Pair = @"[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\""n])*""";

    public static IReadOnlyList<ScrapedFamily> Read(string text)
    {
        Require(text.Length == 0 || text.EndsWith('\n'), "The last line has no end.");
        var families = new List<ScrapedFamily>();
        string? helped = null;
        foreach (var line in text.Split('\n')[..^1])
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                Require(helped is null, $"A HELP without TYPE before {line}");
                helped = help.Groups[1].Value;
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                var name = type.Groups[1].Value;
                Require(helped is null || helped == name, $"HELP of {helped} before TYPE of {name}");
                Require(families.TrueForAll(family => family.Name != name), $"{name} is there twice.");
                families.Add(new ScrapedFamily(name, type.Groups[2].Value, helped is not null, []));
                helped = null;
            }
            else
            {
                Require(families.Count > 0 && helped is null, $"A sample without TYPE: {line}");
                families[^1].Samples.Add(Sample(line, families[^1]));
            }
        }

        families.ForEach(Check);
        return families;
    }

    private static ScrapedSample Sample(string line, ScrapedFamily family)
    {
        var match = SampleLine().Match(line);
        Require(match.Success, $"Not a sample: {line}");
        var suffix = match.Groups["name"].Value.StartsWith(family.Name, StringComparison.Ordinal) ? match.Groups["name"].Value[family.Name.Length..] : "?";
        Require(
            family.Type switch { "histogram" => suffix is "_bucket" or "_sum" or "_count", "summary" => suffix is "_sum" or "_count", _ => suffix.Length == 0 },
            $"{line} is no sample of the {family.Type} {family.Name}.");
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in LabelPair().Matches(match.Groups["labels"].Value))
        {
            Require(labels.TryAdd(label.Groups[1].Value, label.Groups[2].Value), $"A label twice: {line}");
        }

        return new ScrapedSample(suffix, labels, Number(match.Groups["value"].Value));
    }

    private static void Check(ScrapedFamily family)
    {
        Require(family.Samples.Select(sample => sample.Identity()).Distinct().Count() == family.Samples.Count, $"{family.Name} has a series twice.");
        Require(family.Type is "gauge" || family.Samples.TrueForAll(sample => sample.Value >= 0), $"{family.Name} is below zero.");
        foreach (var buckets in family.Samples.Where(sample => sample.Suffix == "_bucket").GroupBy(sample => sample.IdentityWithout("le")))
        {
            var bounds = buckets.Select(bucket => Number(bucket.Labels["le"])).ToArray();
            Require(bounds.SequenceEqual(bounds.Order()) && bounds.Distinct().Count() == bounds.Length, $"{family.Name}: le is out of order.");
            Require(double.IsPositiveInfinity(bounds[^1]), $"{family.Name} has no bucket +Inf.");
            var counts = buckets.Select(bucket => bucket.Value).ToArray();
            Require(counts.SequenceEqual(counts.Order()), $"{family.Name}: the counts fall.");
            var countOf = buckets.Key.Replace("_bucket", "_count", StringComparison.Ordinal);
            var count = family.Samples.Single(sample => sample.Identity() == countOf);
            Require(count.Value.Equals(counts[^1]), $"{family.Name}: the count is not that of the last bucket.");
        }
    }

    private static double Number(string text) =>
        text is "+Inf" ? double.PositiveInfinity : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FormatException(problem);
        }
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("^(?<name>" + Name + @")(\{(?<labels>" + Pair + "(," + Pair + @")*)\})? (?<value>[-+0-9.eEInf]+)$")]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"([a-zA-Z_][a-zA-Z0-9_]*)=""((?:[^""\\]|\\.)*)""")]
    private static partial Regex LabelPair();
}
