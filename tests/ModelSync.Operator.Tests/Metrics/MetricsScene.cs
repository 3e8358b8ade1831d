using System.Diagnostics.Metrics;
using System.Text;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Metrics;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>The operator's instruments on a meter of a test's own, and what a scraper gets of them.</summary>
internal sealed class MetricsScene : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid());
    private readonly PrometheusExposition _exposition;

    public MetricsScene(IObservedObjects? objects = null)
    {
        _exposition = new PrometheusExposition(new PrometheusOptions { Meters = [_meter.Name], MaxSeriesPerInstrument = 50_000 }, RuntimeServices.Default);
        Metrics = new OperatorMetrics(_meter, objects ?? Cache, "1.2.3");
    }

    public FakeObjects Cache { get; } = new();

    public OperatorMetrics Metrics { get; }

    public Meter Meter => _meter;

    /// <summary>The samples that begin so, with single quotes.</summary>
    public async Task<string[]> SamplesAsync(string prefix) =>
        [.. (await TextAsync()).Replace('"', '\'').Split('\n').Where(line => line.StartsWith(prefix, StringComparison.Ordinal))];

    public async Task<string> TextAsync()
    {
        using var output = new MemoryStream();
        await WriteAsync(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public Task WriteAsync(Stream output) => _exposition.WriteAsync(output, accept: null, CancellationToken.None);

    public void Dispose()
    {
        Metrics.Dispose();
        _exposition.Dispose();
        _meter.Dispose();
    }
}
