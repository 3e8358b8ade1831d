using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>Whatever names and values are given, a strict reader of either format reads back what was measured.</summary>
public sealed class RoundTripProperties
{
    private static readonly Gen<char> Hazard = Gen.OneOf(
        Gen.Elements('\\', '"', '\n', '\r', '\0', '{', '}', ',', '=', ' ', '#', '\t', '_', '.', ':', 'n', 'a', '0', 'é', '\ud83d', '\ude00', '\u2028', '\ufeff'),
        Gen.Choose(0, 0xffff).Select(code => (char)code));

    private static readonly Gen<string> Text = Gen.ArrayOf(Hazard).Select(characters => new string(characters));

    private static readonly Gen<(string Name, string Value)[]> Tags = Gen.ArrayOf(Text.SelectMany(name => Text.Select(value => (name, value))));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Labels_come_back_as_they_were_given() =>
        Prop.ForAll(Gen.ArrayOf(Tags).ToArbitrary(), series => LabelsComeBack(series).GetAwaiter().GetResult());

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Any_name_help_and_unit_makes_text_that_a_strict_reader_takes() =>
        Prop.ForAll(Gen.ArrayOf(Gen.ArrayOf(Text, 3)).ToArbitrary(), instruments => IsTaken(instruments).GetAwaiter().GetResult());

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Any_number_comes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value => Reads(value).GetAwaiter().GetResult());

    private static async Task<bool> LabelsComeBack((string Name, string Value)[][] series)
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        var expected = new Dictionary<string, double>();
        foreach (var tags in series)
        {
            counter.Add(1, [.. tags.Select(tag => Tag(tag.Name, tag.Value))]);
            var identity = new ParsedSample("jobs_total", Exposed(tags), 1, "1").Identity();
            expected[identity] = expected.GetValueOrDefault(identity) + 1;
        }

        foreach (var openMetrics in new[] { false, true })
        {
            var text = await metrics.TextAsync(openMetrics ? OpenMetrics : null);
            var read = ExpositionParser.Parse(text, openMetrics).SelectMany(family => family.Samples).ToDictionary(sample => sample.Identity(), sample => sample.Value);
            Assert.That(read, Is.EquivalentTo(expected));
        }

        return true;
    }

    private static async Task<bool> IsTaken(string[][] instruments)
    {
        using var metrics = new TestMetrics();
        foreach (var (index, words) in instruments.Index())
        {
            switch (index % 4)
            {
                case 0: metrics.Meter.CreateCounter<long>(words[0], words[1], words[2]).Add(index); break;
                case 1: metrics.Meter.CreateGauge<double>(words[0], words[1], words[2]).Record(-index); break;
                case 2: metrics.Meter.CreateHistogram<float>(words[0], words[1], words[2]).Record(index); break;
                default: metrics.Meter.CreateObservableGauge(words[0], () => index, words[1], words[2]); break;
            }
        }

        var families = await metrics.ScrapeAsync();
        Assert.That(families.Count > 0, Is.EqualTo(instruments.Length > 0));
        return families.Where(family => family.Help is not null).All(family => instruments.Any(words => Valid(words[2]) == family.Help));
    }

    private static async Task<bool> Reads(double value)
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateGauge<double>("level").Record(value);
        return (await metrics.ScrapeAsync())[0].Samples[0].Value.Equals(value);
    }

    // Written a second time on purpose, in another way than the code under test.
    private static Dictionary<string, string> Exposed((string Name, string Value)[] tags) => tags
        .GroupBy(tag => tag.Name, StringComparer.Ordinal)
        .Select(group => group.Last())
        .Where(tag => tag.Value.Length > 0)
        .OrderBy(tag => tag.Name, StringComparer.Ordinal)
        .GroupBy(tag => Regex.Replace(Regex.Replace(tag.Name, "[^a-zA-Z0-9]+|^$", "_"), "^([0-9])", "_$1"))
        .ToDictionary(group => group.Key, group => string.Join(';', group.Select(tag => Valid(tag.Value))));

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
