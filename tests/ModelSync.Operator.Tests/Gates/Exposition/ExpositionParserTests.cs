using System.Globalization;
using System.Text;
using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Tests.Gates.Exposition;

internal sealed class ExpositionParserTests
{
    private const string OpenMetrics = "application/openmetrics-text";
    private static readonly HashSet<string> Wanted = new(StringComparer.Ordinal) { "a", "a_total", "x:y", "a_bucket" };

    [TestCase("a 1\n", 1)]
    [TestCase("  a\t1 \n", 1)]
    [TestCase("a{} 1\n", 1)]
    [TestCase("a 1 1700000000000\n", 1)]
    [TestCase("a -1.5e-3\n", -0.0015)]
    [TestCase("a +Inf\n", double.PositiveInfinity)]
    [TestCase("a -inf\n", double.NegativeInfinity)]
    [TestCase("a NaN\n", double.NaN)]
    [TestCase("# HELP a b \" { c\n# TYPE a counter\n#\n# any\n\na .5\n", 0.5)]
    [TestCase("other{b=\"}\"} 7\na 1\n", 1)]
    public void A_page_of_the_text_format_is_read(string page, double value) =>
        Assert.That(Parse(page).Single().Value, Is.EqualTo(value));

    [Test]
    public void Labels_are_unescaped_and_their_order_does_not_matter()
    {
        var one = Parse("a { b = \"x\\\\y\\\"z\\n,}\" , c=\"é {\" , } 1\n").Single().Key;
        var other = Parse("a{c=\"é {\",b=\"x\\\\y\\\"z\\n,}\"} 2\n").Single().Key;
        Assert.That(one["b"], Is.EqualTo("x\\y\"z\n,}"));
        Assert.That(one["c"], Is.EqualTo("é {"));
        Assert.That(one["d"], Is.Null);
        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
    }

    [Test]
    public void OpenMetrics_with_exemplars_and_times_in_seconds_is_read()
    {
        const string Page = "# TYPE a counter\n# UNIT a seconds\na_total 3 1700000000.123 # {trace_id=\"x\"} 0.5 1700000000.1\n"
            + "a_bucket{le=\"1.0\"} 2 # {} 1\na_created 1.7e9\n# EOF\n";
        Assert.That(Parse(Page, OpenMetrics).Values, Is.EquivalentTo((double[])[3, 2]));
    }

    [TestCase("a 1", "the page ends within it", Description = "a page that was cut must not give 1 for 12345")]
    [TestCase("a\n", "the value is missing")]
    [TestCase("a one\n", "no number")]
    [TestCase("a 0x1\n", "no number")]
    [TestCase("a 1,5\n", "no number")]
    [TestCase("a Infinit\n", "no number")]
    [TestCase("a 1 2 3\n", "something follows")]
    [TestCase("a 1 soon\n", "the time is no number")]
    [TestCase("1a 1\n", "a name is missing")]
    [TestCase("a-b 1\n", "no number")]
    [TestCase("a{b=\"c\" 1\n", "not parted by a comma")]
    [TestCase("a{b=\"c} 1\n", "no closing quotes")]
    [TestCase("a{b=\"c\\\n", "no closing quotes")]
    [TestCase("a{b=\"\\q\"} 1\n", "a backslash before")]
    [TestCase("a{b=c} 1\n", "no quotes")]
    [TestCase("a{b} 1\n", "no equals sign")]
    [TestCase("a{b=\"1\",b=\"2\"} 1\n", "the same label twice")]
    [TestCase("a{:b=\"1\"} 1\n", "a name is missing")]
    [TestCase("a 1\na 2\n", "the same series twice")]
    [TestCase("a 1 # {} 1\n", "something follows", Description = "exemplars are OpenMetrics")]
    public void What_breaks_the_format_is_refused_with_its_line(string page, string problem)
    {
        var lines = page.Count(character => character == '\n') + (page.EndsWith('\n') ? 0 : 1);
        Assert.That(() => Parse(page), Throws.TypeOf<ExpositionException>().With.Message.Contains(problem).And.Message.StartsWith($"line {lines} "));
    }

    [Test]
    public void A_broken_line_of_a_metric_that_nobody_wants_makes_the_page_wrong_too() =>
        Assert.That(() => Parse("a 1\nother{ 2\n"), Throws.TypeOf<ExpositionException>());

    [Test]
    public void OpenMetrics_has_to_end_with_its_mark()
    {
        Assert.That(() => Parse("a 1\n", OpenMetrics), Throws.TypeOf<ExpositionException>().With.Message.Contains("end mark"));
        Assert.That(() => Parse("# EOF\na 1\n", OpenMetrics), Throws.TypeOf<ExpositionException>().With.Message.Contains("after the end"));
    }

    [Test]
    public void Invalid_UTF_8_in_a_label_is_refused() =>
        Assert.That(
            () => ExpositionParser.Parse([.. "a{b=\""u8, 0xff, .. "\"} 1\n"u8], null, Wanted),
            Throws.TypeOf<ExpositionException>().With.Message.Contains("UTF-8"));

    [Test]
    public void Limits_of_lines_labels_and_series_hold()
    {
        var line = $"a{{b=\"{new string('x', ExpositionLimits.LineBytes)}\"}} 1\n";
        Assert.That(() => Parse(line), Throws.TypeOf<ExpositionException>().With.Message.Contains("too long"));
        var labels = string.Join(',', Enumerable.Range(0, ExpositionLimits.Labels + 1).Select(i => $"l{i}=\"\""));
        Assert.That(() => Parse($"a{{{labels}}} 1\n"), Throws.TypeOf<ExpositionException>().With.Message.Contains("labels"));
        var series = string.Concat(Enumerable.Range(0, ExpositionLimits.Series + 1).Select(i => $"a{{i=\"{i}\"}} 1\n"));
        Assert.That(() => Parse(series), Throws.TypeOf<ExpositionException>().With.Message.Contains("series"));
        Assert.That(Parse(series.Replace("a{", "other{", StringComparison.Ordinal)), Is.Empty, "what nobody wants takes no memory");
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void No_bytes_make_it_fail_in_another_way(byte[] page)
    {
        foreach (var type in (string?[])[null, OpenMetrics])
        {
            try
            {
                ExpositionParser.Parse(page, type, Wanted);
            }
            catch (ExpositionException)
            {
                // Refused in words.
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void What_is_written_is_read(double value, string[] labels)
    {
        var text = string.Join(',', (labels ?? []).Select((label, i) => $"l{i}=\"{Escape(label)}\""));
        if (Encoding.UTF8.GetByteCount(text) > ExpositionLimits.LineBytes / 2 || labels?.Length > ExpositionLimits.Labels)
        {
            return;
        }

        var number = double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
        var (key, found) = Parse($"a{{{text}}} {number}\n").Single();
        Assert.That(found, Is.EqualTo(value));
        for (var i = 0; i < labels?.Length; i++)
        {
            Assert.That(key[$"l{i}"], Is.EqualTo(Clean(labels[i])));
        }
    }

    private static string Escape(string label) => Clean(label)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // Half a surrogate pair cannot be written as UTF-8.
    private static string Clean(string? label) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(label ?? string.Empty));

    private static Dictionary<SeriesKey, double> Parse(string page, string? type = null) => ExpositionParser.Parse(Encoding.UTF8.GetBytes(page), type, Wanted);
}
