using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class ProcessMetricsTests
{
    [Test]
    [Platform(Include = "Linux")]
    public async Task The_process_is_told_under_the_names_that_Prometheus_libraries_use()
    {
        using var process = new ProcessMetrics();
        using var exposition = new PrometheusExposition(new PrometheusOptions { Meters = [ProcessMetrics.MeterName] }, RuntimeServices.Default);
        using var output = new MemoryStream();
        await exposition.WriteAsync(output, TestMetrics.OpenMetrics, CancellationToken.None);

        var families = ExpositionParser.Parse(System.Text.Encoding.UTF8.GetString(output.ToArray()), openMetrics: true);
        var values = families.SelectMany(family => family.Samples).ToDictionary(sample => sample.Name, sample => sample.Value);

        Assert.That(values.Keys, Is.EqualTo(
            new[] { "process_cpu_seconds_total", "process_max_fds", "process_open_fds", "process_resident_memory_bytes", "process_start_time_seconds" }));
        Assert.That(
            MetricsPage.OfProcess(),
            Is.EqualTo(families.SelectMany(family => family.Samples.Select(sample => $"{sample.Name} {family.Type} {MetricsPage.UnitOf(sample.Name)}"))),
            "docs/reference/metrics.md has the same");
        Assert.That(values["process_cpu_seconds_total"], Is.GreaterThan(0.1).And.LessThan(1e5));
        Assert.That(values["process_resident_memory_bytes"], Is.GreaterThan(1e7).And.LessThan(1e11));
        Assert.That(DateTimeOffset.FromUnixTimeSeconds((long)values["process_start_time_seconds"]), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromDays(1)));
        Assert.That(values["process_open_fds"], Is.GreaterThan(2).And.LessThan(values["process_max_fds"]));
    }
}
