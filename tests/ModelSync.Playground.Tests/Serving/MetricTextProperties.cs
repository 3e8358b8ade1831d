using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Serving.Metrics;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>What is observed is what a scraper reads, whatever the values and labels; FsCheck prints the seed of what is not.</summary>
public sealed class MetricTextProperties
{
    private static readonly double[] Bounds = [0.005, 0.1, 1, 2.5, 1000];

    private static readonly Gen<(int Times, double Value)[]> Observations =
        (from times in Gen.Choose(1, 5)
         from value in Gen.OneOf(Gen.Elements(Bounds), Gen.Choose(0, 3000).Select(thousandths => thousandths / 1000.0), Gen.Elements(7.0, 1000, 5000))
         select (times, value)).ArrayOf();

    private static readonly Gen<string> Labels =
        Gen.Elements('a', '"', '\\', '\n', ' ', 'ä', '{', ',', '=').ArrayOf().Select(characters => new string(characters));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property A_histogram_has_each_value_in_every_bucket_that_is_not_below_it(bool withPoint) => Prop.ForAll(Observations.ToArbitrary(), observations =>
    {
        var family = new MetricFamily("latency", MetricKind.Histogram, "Help.", Bounds);
        var page = new MetricPage();
        page.Declare(family);
        var series = page.Series(family, MetricLabels.Of(("model", "fraud")));
        foreach (var (times, value) in observations)
        {
            series.Observe(value, times);
        }

        var read = Scraper.Read(Encoding.UTF8.GetString(MetricText.Write(page, withPoint).Span)).Single();
        var bounds = read.Samples.Where(sample => sample.Suffix == "_bucket").Select(sample => sample.Value).ToArray();
        double[] expected =
            [.. Bounds.Append(double.PositiveInfinity).Select(bound => (double)observations.Where(one => one.Value <= bound).Sum(one => one.Times))];
        var sum = read.Samples.Single(sample => sample.Suffix == "_sum").Value;
        return bounds.SequenceEqual(expected).Label($"buckets {string.Join(' ', bounds)}, not {string.Join(' ', expected)}")
            .And((Math.Abs(sum - observations.Sum(one => one.Times * one.Value)) < 1e-6).Label($"sum {sum}"));
    });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Any_text_is_a_label_that_a_scraper_reads_back() => Prop.ForAll(Labels.ToArbitrary(), text =>
    {
        var family = new MetricFamily("requests_total", MetricKind.Counter, null);
        var page = new MetricPage();
        page.Declare(family);
        page.Series(family, MetricLabels.Of(("first", text), ("second", "plain"))).Add();
        var labels = Scraper.Read(Encoding.UTF8.GetString(MetricText.Write(page, withPoint: false).Span)).Single().Samples.Single().Labels;
        var unescaped = labels["first"].Replace(@"\\", "\0", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace(@"\n", "\n", StringComparison.Ordinal).Replace('\0', '\\');
        return (unescaped == text && labels["second"] == "plain").Label(labels["first"]);
    });
}
