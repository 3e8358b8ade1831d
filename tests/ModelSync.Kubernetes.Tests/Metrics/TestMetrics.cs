using System.Diagnostics.Metrics;
using System.Text;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>A meter of a test's own and the exposition that listens to it alone.</summary>
internal sealed class TestMetrics : IDisposable
{
    public const string OpenMetrics = "application/openmetrics-text;version=1.0.0";

    public TestMetrics(int maxSeries = 2_000)
    {
        Meter = new Meter("Test." + Guid.NewGuid());
        Exposition = new PrometheusExposition(
            new PrometheusOptions { Meters = [Meter.Name], MaxSeriesPerInstrument = maxSeries }, RuntimeServices.Default with { LoggerFactory = Log });
    }

    public Meter Meter { get; }

    public RecordingLoggerFactory Log { get; } = new();

    public PrometheusExposition Exposition { get; }

    public async Task<string> TextAsync(string? accept = null)
    {
        using var output = new MemoryStream();
        await Exposition.WriteAsync(output, accept, CancellationToken.None);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    /// <summary>The families, read strictly in both formats; they must tell the same.</summary>
    public async Task<IReadOnlyList<ParsedFamily>> ScrapeAsync()
    {
        var plain = ExpositionParser.Parse(await TextAsync(), openMetrics: false);
        var open = ExpositionParser.Parse(await TextAsync(OpenMetrics), openMetrics: true);
        Assert.That(open.Select(family => family.Samples.Count), Is.EqualTo(plain.Select(family => family.Samples.Count)));
        Assert.That(open.Select(family => family.Help), Is.EqualTo(plain.Select(family => family.Help)));
        return plain;
    }

    /// <summary>Every sample by its name and labels, such as <c>jobs_total|queue=a</c>.</summary>
    public async Task<Dictionary<string, double>> SamplesAsync() =>
        (await ScrapeAsync()).SelectMany(family => family.Samples).ToDictionary(sample => sample.Identity(), sample => sample.Value);

    public static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    public void Dispose()
    {
        Exposition.Dispose();
        Meter.Dispose();
        Log.Dispose();
    }
}
