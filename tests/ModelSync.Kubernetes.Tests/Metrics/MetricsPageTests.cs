using System.Diagnostics.Metrics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>docs/reference/metrics.md tells of exactly the metrics that are there: alerts are written by it.</summary>
public sealed partial class MetricsPageTests
{
    [Test]
    public async Task The_page_has_the_name_type_unit_and_labels_of_every_metric_and_no_others()
    {
        using var metrics = new TestMetrics();
        using var measured = new EveryInstrument(metrics.Meter);

        var exposed = (await metrics.ScrapeAsync()).Select(family => $"{family.Name} {family.Type} {MetricsPage.UnitOf(family.Name)} {string.Join(',', LabelsOf(family))}");

        Assert.That(MetricsPage.Metrics(), Is.EquivalentTo(exposed));
    }

    [TestCase("modelsync_reconciles_total")]
    [TestCase("modelsync_events_total")]
    public async Task The_page_has_every_result(string metric)
    {
        using var metrics = new TestMetrics();
        using var measured = new EveryInstrument(metrics.Meter);

        var family = (await metrics.ScrapeAsync()).Single(family => string.Equals(family.Name, metric, StringComparison.Ordinal));

        Assert.That(family.Samples.Select(sample => sample.Labels["result"]), Is.SubsetOf(MetricsPage.WordsOf(metric)));
    }

    [Test]
    public void What_the_test_measures_is_every_instrument_that_the_code_names()
    {
        using var metrics = new TestMetrics();
        var made = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter, metrics.Meter))
                {
                    made.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        using var measured = new EveryInstrument(metrics.Meter);

        Assert.That(made, Is.EquivalentTo(NamesInTheCode()));
    }

    private static IEnumerable<string> LabelsOf(ParsedFamily family) =>
        family.Samples.SelectMany(sample => sample.Labels.Keys).Except(["le"]).Distinct().Order(StringComparer.Ordinal);

    private static HashSet<string> NamesInTheCode()
    {
        using var file = new PEReader(File.OpenRead(typeof(RuntimeServices).Assembly.Location));
        var code = file.GetMetadataReader();
        var names = new HashSet<string>(StringComparer.Ordinal);

        // The first byte of the heap is the empty text.
        for (var literal = MetadataTokens.UserStringHandle(1); !literal.IsNil; literal = code.GetNextHandle(literal))
        {
            var text = code.GetUserString(literal);
            if (InstrumentName().IsMatch(text))
            {
                names.Add(text);
            }
        }

        return names;
    }

    [GeneratedRegex(@"^modelsync(\.[a-z_]+)+$")]
    private static partial Regex InstrumentName();
}
