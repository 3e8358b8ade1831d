using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.OpenTelemetry.Tests;

public sealed class OtlpExportTests
{
    [Test]
    public async Task What_was_measured_and_traced_arrives_at_the_collector_at_the_latest_when_the_process_ends()
    {
        await using var collector = await FakeCollector.StartAsync();
        using var log = new RecordingLoggerFactory();
        using var meter = new Meter("Test." + Guid.NewGuid());
        using var source = new ActivitySource("ModelSync.Kubernetes");
        var export = Export(log, meter.Name, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer%20hidden",
            ["OTEL_SERVICE_NAME"] = "orchard",
        });
        using var stop = new CancellationTokenSource();
        var run = export.RunAsync(stop.Token);

        meter.CreateCounter<long>("modelsync.test.jobs").Add(3);
        source.StartActivity("reconcile fraud")!.Dispose();
        await stop.CancelAsync();
        await run;

        var metrics = collector.Posts.Single(post => post.Path == "/v1/metrics");
        var traces = collector.Posts.Single(post => post.Path == "/v1/traces");
        Assert.That((metrics.ContentType, metrics.Authorization), Is.EqualTo(("application/x-protobuf", "Bearer hidden")));
        Assert.That(metrics.Contains("modelsync.test.jobs") && metrics.Contains("orchard"));
        Assert.That(traces.Contains("reconcile fraud") && traces.Contains("orchard"));
        Assert.That(log.Messages, Has.Count.EqualTo(1).And.None.Contains("hidden"));
    }

    [Test]
    public async Task Who_sends_is_read_from_the_resource_attributes_as_the_operator_of_OpenTelemetry_sets_them()
    {
        await using var collector = await FakeCollector.StartAsync();
        using var log = new RecordingLoggerFactory();
        using var meter = new Meter("Test." + Guid.NewGuid());
        var export = Export(log, meter.Name, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_RESOURCE_ATTRIBUTES"] = "k8s.pod.name=web-0,service.name=the%20orchard,service.instance.id=shop.web-0.manager",
        });
        using var stop = new CancellationTokenSource();
        var run = export.RunAsync(stop.Token);
        meter.CreateCounter<long>("jobs").Add(1);
        await stop.CancelAsync();
        await run;

        var metrics = collector.Posts.Single(post => post.Path == "/v1/metrics");
        Assert.That(metrics.Contains("the orchard") && metrics.Contains("shop.web-0.manager"));
        Assert.That(metrics.Contains("modelsync"), Is.False);
    }

    [Test]
    public async Task Without_a_collector_nothing_is_started()
    {
        using var log = new RecordingLoggerFactory();
        using var meter = new Meter("Test." + Guid.NewGuid());
        var counter = meter.CreateCounter<long>("modelsync.test.jobs");
        var export = Export(log, meter.Name, []);
        using var stop = new CancellationTokenSource();
        var run = export.RunAsync(stop.Token);

        Assert.That((export.IsConfigured, counter.Enabled, run.IsCompleted), Is.EqualTo((false, false, false)));
        await stop.CancelAsync();
        await run;
    }

    [Test]
    public async Task A_collector_that_never_answers_holds_up_the_end_no_longer_than_allowed()
    {
        await using var collector = await FakeCollector.StartAsync(new TaskCompletionSource().Task);
        using var log = new RecordingLoggerFactory();
        using var meter = new Meter("Test." + Guid.NewGuid());
        var export = new OtlpExport(
            new OtlpOptions { Endpoint = collector.Address, Meters = [meter.Name], FlushTimeout = TimeSpan.FromMilliseconds(200), Environment = _ => null },
            RuntimeServices.Default with { LoggerFactory = log });
        using var stop = new CancellationTokenSource();
        var run = export.RunAsync(stop.Token);
        meter.CreateCounter<long>("jobs").Add(1);
        await stop.CancelAsync();

        // The exporter's own timeout is 10 s.
        await run.WaitAsync(TimeSpan.FromSeconds(8), TimeProvider.System);

        Assert.That(log.Messages, Has.Some.Contains("could not be sent within"));
    }

    [Test]
    public async Task A_collector_that_is_not_there_is_told_in_the_log_once_and_without_its_address()
    {
        await using var collector = await FakeCollector.StartAsync();
        var nobody = collector.Address;
        await collector.DisposeAsync();
        using var log = new RecordingLoggerFactory();
        using var meter = new Meter("Test." + Guid.NewGuid());
        var export = Export(log, meter.Name, new() { ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = new UriBuilder(nobody) { Password = "pw", UserName = "me" }.ToString() });
        using var stop = new CancellationTokenSource();
        var run = export.RunAsync(stop.Token);
        meter.CreateCounter<long>("jobs").Add(1);
        await stop.CancelAsync();
        await run;

        Assert.That(log.Messages, Has.Some.Contains("Telemetry did not reach the collector").And.None.Contains("pw"));
    }

    private static OtlpExport Export(RecordingLoggerFactory log, string meter, Dictionary<string, string> environment) => new(
        new OtlpOptions { Meters = [meter], Environment = name => environment.GetValueOrDefault(name) },
        RuntimeServices.Default with { LoggerFactory = log });
}
