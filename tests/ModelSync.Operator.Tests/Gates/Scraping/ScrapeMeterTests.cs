using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gates.Scraping;
using ModelSync.Playground.Serving;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Gates.Scraping;

/// <summary>Each profile's metrics, from the pages of real servers that name them as the runtimes do.</summary>
[CancelAfter(120_000)]
internal sealed class ScrapeMeterTests
{
    private static readonly ServingBehavior Slow = new() { LatencyP50 = TimeSpan.FromMilliseconds(30), LatencyP99 = TimeSpan.FromMilliseconds(30) };
    private static readonly ServingBehavior Broken = ServingPods.Instant with { ErrorRate = 1 };

    private static readonly ModelRuntime[] Runtimes = Enum.GetValues<ModelRuntime>();

    [TestCaseSource(nameof(Runtimes))]
    public async Task Error_rate_and_samples_of_a_profile_are_those_of_the_requests(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(runtime);
        await pods.SendAsync(server, runtime, 3, cancellationToken);
        var run = new Run(pods, runtime, pod);
        var before = await run.MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        Assert.That(before.Outcome, Is.EqualTo(MeasurementOutcome.NoData), "what came before is not in the window");
        await run.MeasureAsync(ProfileMetric.Samples, cancellationToken);
        await pods.SendAsync(server, runtime, 15, cancellationToken);
        server.Behavior = Broken;
        await pods.SendAsync(server, runtime, 5, cancellationToken);
        foreach (var probe in runtime == ModelRuntime.HTTP ? (string[])["/readyz", "/healthz"] : ["/v1/models", "/v2/health/ready"])
        {
            // Probes are no requests of users, and must not water the rate down.
            using var answer = await pods.Client.GetAsync(new Uri($"http://{server.EndPoint}{probe}"), cancellationToken);
        }

        run.Time.Advance(TimeSpan.FromSeconds(30));
        var errors = await run.MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        var samples = await run.MeasureAsync(ProfileMetric.Samples, cancellationToken);

        // SGLang counts what it finished and what was aborted, and knows of no other failure.
        var (rate, count) = runtime == ModelRuntime.SGLang ? (0m, 15) : (0.25m, 20);
        Assert.That(errors.Value, Is.EqualTo(rate), errors.Message);
        Assert.That(errors.Samples, Is.EqualTo(count));
        Assert.That(samples.Value, Is.EqualTo((decimal)count));
    }

    [TestCaseSource(nameof(Runtimes))]
    public async Task Latencies_are_seconds_whatever_the_unit_of_the_runtime(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(runtime, behavior: Slow);
        var run = new Run(pods, runtime, pod);
        var latencies = (ProfileMetric[])[ProfileMetric.LatencyP50, ProfileMetric.LatencyP95, ProfileMetric.LatencyP99];
        await pods.SendAsync(server, runtime, 1, cancellationToken);
        foreach (var metric in latencies)
        {
            await run.MeasureAsync(metric, cancellationToken);
        }

        await pods.SendAsync(server, runtime, 20, cancellationToken);
        run.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (var metric in latencies)
        {
            var reading = await run.MeasureAsync(metric, cancellationToken);
            var isOnlyMean = runtime is ModelRuntime.MLServer or ModelRuntime.TorchServe && metric != ProfileMetric.LatencyP50;
            Assert.That(reading.Outcome, Is.EqualTo(isOnlyMean ? MeasurementOutcome.Error : MeasurementOutcome.Value), $"{metric}: {reading.Message}");
            Assert.That(reading.Message, isOnlyMean ? Does.Contain("LatencyP50") : Is.Null.Or.Contains("mean"));
            if (!isOnlyMean)
            {
                // Within the bucket of 30 ms, which is up to 0.3 s wide; a loaded machine may add its share.
                Assert.That(reading.Value, Is.InRange(0.004m, 5m), metric.ToString());
                Assert.That(reading.Samples, Is.EqualTo(20));
            }
        }
    }

    [TestCaseSource(nameof(Runtimes))]
    public async Task Throughput_saturation_and_first_token_are_there_where_the_runtime_has_them(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(runtime);
        var run = new Run(pods, runtime, pod);
        await pods.SendAsync(server, runtime, 1, cancellationToken);
        var metrics = (ProfileMetric[])[ProfileMetric.Throughput, ProfileMetric.Saturation, ProfileMetric.TTFT];
        foreach (var metric in metrics)
        {
            await run.MeasureAsync(metric, cancellationToken);
        }

        await pods.SendAsync(server, runtime, 30, cancellationToken);
        run.Time.Advance(TimeSpan.FromSeconds(30));
        var readings = new Dictionary<ProfileMetric, GateReading>();
        foreach (var metric in metrics)
        {
            readings[metric] = await run.MeasureAsync(metric, cancellationToken);
        }

        var isLlm = runtime is ModelRuntime.VLLM or ModelRuntime.SGLang;
        Assert.That(readings[ProfileMetric.Throughput].Value, Is.EqualTo(isLlm ? 4m : 1m), "tokens, or requests, in a second");
        Assert.That(readings[ProfileMetric.Saturation].Outcome, Is.EqualTo(
            isLlm ? MeasurementOutcome.Value : runtime == ModelRuntime.Triton ? MeasurementOutcome.NoData : MeasurementOutcome.Error));
        var hasFirstToken = isLlm || runtime == ModelRuntime.Triton;
        Assert.That(readings[ProfileMetric.TTFT].Outcome, Is.EqualTo(hasFirstToken ? MeasurementOutcome.Value : MeasurementOutcome.Error));
    }

    [Test]
    public async Task A_comparison_reads_stable_too_and_each_by_its_own_pods(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (one, oneServer) = pods.Add(ModelRuntime.OIP);
        var (two, twoServer) = pods.Add(ModelRuntime.OIP);
        var (old, oldServer) = pods.Add(ModelRuntime.OIP, "1.0.0");
        var run = new Run(pods, ModelRuntime.OIP, [one, two]) { Stable = [old] };
        var isFirst = true;
        foreach (var server in (IModelServer[])[oneServer, twoServer, oldServer])
        {
            await pods.SendAsync(server, ModelRuntime.OIP, 1, cancellationToken);
        }

        await run.MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        foreach (var server in (IModelServer[])[oneServer, twoServer, oldServer])
        {
            await pods.SendAsync(server, ModelRuntime.OIP, 10, cancellationToken);
            server.Behavior = isFirst ? Broken : ServingPods.Instant;
            await pods.SendAsync(server, ModelRuntime.OIP, 10, cancellationToken);
            isFirst = false;
        }

        run.Time.Advance(TimeSpan.FromSeconds(30));
        var reading = await run.MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        Assert.That((reading.Value, reading.Samples), Is.EqualTo(((decimal?)0.25m, (long?)40)), reading.Message);
        Assert.That((reading.Baseline, reading.BaselineSamples), Is.EqualTo(((decimal?)0m, (long?)20)));
    }

    [Test]
    public async Task Pods_that_cannot_be_read_are_told_and_must_be_the_fewer(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (one, _) = pods.Add(ModelRuntime.OIP);
        var (two, _) = pods.Add(ModelRuntime.OIP);
        var few = await new Run(pods, ModelRuntime.OIP, [one, two, ServingPods.Dead()]).MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        Assert.That(few.Outcome, Is.EqualTo(MeasurementOutcome.NoData));
        Assert.That(few.Message, Does.Contain("1 of 3 pods could not be read").And.Contain("502"));
        var half = await new Run(pods, ModelRuntime.OIP, [one, ServingPods.Dead()]).MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        Assert.That(half.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        var none = await new Run(pods, ModelRuntime.OIP, []).MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        Assert.That(none, Is.EqualTo(GateReading.Error($"revision {TestScenes.Candidate} has no ready pod")));
    }

    [Test]
    public async Task A_pod_that_hangs_takes_no_more_than_its_part_of_the_time(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (one, oneServer) = pods.Add(ModelRuntime.OIP);
        var (two, twoServer) = pods.Add(ModelRuntime.OIP);
        var (ill, server) = pods.Add(ModelRuntime.OIP);
        server.Behavior = ServingPods.Instant with { Hangs = true };
        var run = new Run(pods, ModelRuntime.OIP, one, two, ill);
        var measuring = run.MeasureAsync(ProfileMetric.ErrorRate, cancellationToken);
        while (run.Time.ArmedTimers != 1 || !new[] { oneServer, twoServer }.All(healthy => healthy.Log.Lines.Count > 1))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }

        // The gate's timeoutSeconds are 10.
        run.Time.Advance(TimeSpan.FromSeconds(2.5));
        var reading = await measuring;
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.NoData), reading.Message);
        Assert.That(reading.Message, Does.Contain("1 of 3 pods").And.Contain("does not answer /metrics within 2.5 s"));
    }

    /// <summary>One meter for each metric, all with one clock.</summary>
    private sealed class Run(ServingPods pods, ModelRuntime runtime, params ScenePod[] candidate)
    {
        private readonly Dictionary<ProfileMetric, (ScrapeMeter Meter, ModelGateSpec Spec)> _meters = [];

        public ManualTimeProvider Time { get; } = new();

        public ScenePod[]? Stable { get; init; }

        public Task<GateReading> MeasureAsync(ProfileMetric metric, CancellationToken cancellationToken)
        {
            var profile = Enum.Parse<RuntimeProfile>(runtime.ToString());
            var stable = Stable is null ? null : ServingPods.Revision(TestScenes.Stable, "1.0.0", profile, Stable);
            var scene = ServingPods.Scene(ServingPods.Revision(TestScenes.Candidate, "2.0.0", profile, candidate), stable);
            if (!_meters.TryGetValue(metric, out var entry))
            {
                var threshold = new GateThreshold { Max = "1", RelativeToStable = Stable is null ? null : new RelativeThreshold { MaxRatio = "1" } };
                var spec = new ModelGateSpec { Type = GateType.Scrape, Scrape = new ScrapeCheck { Metric = metric }, Threshold = threshold, WindowSeconds = 60 };
                _meters[metric] = entry = (new ScrapeMeter(spec, scene, pods.Transport, Time), spec);
            }

            return entry.Meter.MeasureAsync(TestScenes.Context(TestScenes.Gate("rate", entry.Spec), scene), cancellationToken);
        }
    }
}
