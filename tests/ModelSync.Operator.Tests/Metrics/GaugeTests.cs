using System.Globalization;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Metrics;
using ModelSync.Operator.Tests.Versions;
using Moq;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>What is, is told as the caches have it.</summary>
internal sealed class GaugeTests
{
    private const string Fraud = "namespace='shop',rollout='fraud'";

    [TestCase("modelsync_rollout_phase", "{model='fraud-detector',namespace='shop',phase='Paused',rollout='fraud',strategy='Canary',traffic='Service'} 1")]
    [TestCase("modelsync_rollout_ready", "{" + Fraud + "} 0")]
    [TestCase("modelsync_rollout_stalled", "{namespace='shop',reason='InconclusiveGate',rollout='fraud'} 1")]
    [TestCase("modelsync_rollout_paused", "{namespace='shop',reason='InconclusiveGate',rollout='fraud'} 1")]
    [TestCase("modelsync_rollout_step", "{" + Fraud + "} 1")]
    [TestCase("modelsync_rollout_steps", "{" + Fraud + "} 4")]
    [TestCase("modelsync_rollout_step_start_time_seconds", "{" + Fraud + "} 1900000000")]
    [TestCase("modelsync_rollout_last_promotion_time_seconds", "{" + Fraud + "} 1899827200")]
    [TestCase("modelsync_rollout_gate_value", "{cluster='local',gate='errors'," + Fraud + "} 0.08")]
    [TestCase("modelsync_rollout_gate_baseline", "{cluster='local',gate='errors'," + Fraud + "} 0.01")]
    public async Task A_trial_tells_one_value(string metric, string sample)
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.Add(MetricSamples.OnTrial());

        Assert.That(await scene.SamplesAsync(metric + "{"), Is.EqualTo(new[] { metric + sample }));
    }

    [TestCase("desired", "0.75", "0.25")]
    [TestCase("observed", "1", "0")]
    public async Task Weights_are_told_by_cluster_version_and_revision(string which, string stable, string candidate)
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.Add(MetricSamples.OnTrial());

        Assert.That(await scene.SamplesAsync($"modelsync_rollout_weight_{which}_ratio"), Is.EqualTo(new[]
        {
            $"modelsync_rollout_weight_{which}_ratio{{cluster='local',namespace='shop',revision='aaaaaaaaaa',rollout='fraud',version='1.0.0'}} {stable}",
            $"modelsync_rollout_weight_{which}_ratio{{cluster='local',namespace='shop',revision='bbbbbbbbbb',rollout='fraud',version='2.0.0'}} {candidate}",
        }));
    }

    [Test]
    public async Task Each_gate_of_a_trial_has_the_series_of_its_last_verdict()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.Add(MetricSamples.OnTrial());

        Assert.That(await scene.SamplesAsync("modelsync_rollout_gate_verdict"), Is.EqualTo(new[]
        {
            $"modelsync_rollout_gate_verdict{{cluster='local',gate='errors',{Fraud},verdict='Inconclusive'}} 1",
            $"modelsync_rollout_gate_verdict{{cluster='local',gate='smoke',{Fraud},verdict='Passed'}} 1",
        }));
    }

    [Test]
    public async Task A_rollout_at_rest_has_no_series_of_a_trial_and_a_deleted_one_none_at_all()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.Add(MetricSamples.OnTrial());
        var trial = await scene.SamplesAsync("modelsync_rollout_");
        scene.Cache.Objects[0] = MetricSamples.AtRest();
        var rest = await scene.SamplesAsync("modelsync_rollout_");
        scene.Cache.Objects.Clear();

        Assert.That(trial, Has.Length.EqualTo(16));
        Assert.That(rest, Is.EqualTo(new[]
        {
            $"modelsync_rollout_last_promotion_time_seconds{{{Fraud}}} 1899827200",
            "modelsync_rollout_phase{model='fraud-detector',namespace='shop',phase='Healthy',rollout='fraud',strategy='Canary',traffic='Service'} 1",
            $"modelsync_rollout_ready{{{Fraud}}} 1",
            "modelsync_rollout_weight_desired_ratio{cluster='local',namespace='shop',revision='aaaaaaaaaa',rollout='fraud',version='1.0.0'} 1",
            "modelsync_rollout_weight_observed_ratio{cluster='local',namespace='shop',revision='aaaaaaaaaa',rollout='fraud',version='1.0.0'} 1",
        }));
        Assert.That(await scene.SamplesAsync("modelsync_rollout_"), Is.Empty);
    }

    [Test]
    public async Task A_rollout_that_nobody_has_looked_at_is_pending()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.Add(MetricSamples.OnTrial() with { Status = null });

        Assert.That(await scene.SamplesAsync("modelsync_rollout_"), Is.EqualTo(new[]
        {
            "modelsync_rollout_phase{model='fraud-detector',namespace='shop',phase='Pending',rollout='fraud',strategy='Canary',traffic='Service'} 1",
            $"modelsync_rollout_ready{{{Fraud}}} 0",
        }));
    }

    [Test]
    public async Task Versions_are_counted_by_lifecycle_and_readiness_and_those_that_are_not_pinned_by_why()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.AddRange(
        [
            MetricSamples.Version("a", Lifecycle.Active, MetricSamples.Condition("Ready", "True", "Ready")),
            MetricSamples.Version("b", Lifecycle.Active, MetricSamples.Condition("Ready", "True", "Ready")),
            MetricSamples.Version("c", Lifecycle.Retired),
            MetricSamples.Version("d", Lifecycle.Active, MetricSamples.Condition("Ready", "False", "X"), MetricSamples.Condition("Resolved", "False", "RegistryUnreachable")),
        ]);

        Assert.That(await scene.SamplesAsync("modelsync_versions"), Is.EqualTo(new[]
        {
            "modelsync_versions{lifecycle='Active',namespace='shop',ready='False'} 1",
            "modelsync_versions{lifecycle='Active',namespace='shop',ready='True'} 2",
            "modelsync_versions{lifecycle='Retired',namespace='shop',ready='Unknown'} 1",
            "modelsync_versions_unresolved{namespace='shop',reason='RegistryUnreachable'} 1",
        }));
    }

    [Test]
    public async Task Policies_of_both_scopes_tell_what_their_statuses_say()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.AddRange([MetricSamples.Policy(matched: 7, violations: 2), MetricSamples.ClusterPolicy(matched: 40, violations: 0)]);

        Assert.That(await scene.SamplesAsync("modelsync_policy_"), Is.EqualTo(new[]
        {
            "modelsync_policy_matched{enforcement='Enforce',kind='ClusterModelPolicy',policy='platform'} 40",
            "modelsync_policy_matched{enforcement='Warn',kind='ModelPolicy',namespace='shop',policy='house'} 7",
            "modelsync_policy_ready{enforcement='Enforce',kind='ClusterModelPolicy',policy='platform'} 1",
            "modelsync_policy_ready{enforcement='Warn',kind='ModelPolicy',namespace='shop',policy='house'} 1",
            "modelsync_policy_violations{enforcement='Enforce',kind='ClusterModelPolicy',policy='platform'} 0",
            "modelsync_policy_violations{enforcement='Warn',kind='ModelPolicy',namespace='shop',policy='house'} 2",
        }));
    }

    [Test]
    public async Task Only_the_leader_tells_and_it_falls_silent_when_it_leads_no_more()
    {
        await using var cluster = new SimulatedScene();
        var clusters = new Mock<IClusterRegistry>();
        ICluster? local = cluster;
        clusters.Setup(registry => registry.TryGet(It.IsAny<ClusterName>(), out local)).Returns(true);
        var leadership = new Mock<ILeadership>();
        using var scene = new MetricsScene(new LeaderCaches(clusters.Object, leadership.Object));
        cluster.Put(Sample.Version with { Metadata = Sample.Version.Metadata with { ResourceVersion = null } });
        await cluster.SeeAsync(Sample.Version.Metadata.Name!, CancellationToken.None);

        Assert.That(await scene.SamplesAsync("modelsync_versions"), Is.Empty);
        leadership.Setup(one => one.Current).Returns(new LeadershipTerm(1, "me", CancellationToken.None));
        Assert.That(await scene.SamplesAsync("modelsync_versions"), Has.Length.EqualTo(1));
        leadership.Setup(one => one.Current).Returns((LeadershipTerm?)null);
        Assert.That(await scene.SamplesAsync("modelsync_versions"), Is.Empty);
        Assert.That(await scene.SamplesAsync("modelsync_build_info"), Is.EqualTo(new[] { "modelsync_build_info{version='1.2.3'} 1" }));
    }

    [Test]
    public async Task A_scrape_of_2000_rollouts_in_the_middle_of_trials_stays_within_its_budget()
    {
        using var scene = new MetricsScene();
        scene.Cache.Objects.AddRange(Enumerable.Range(0, 2_000).Select(static number => MetricSamples.OnTrial(string.Create(CultureInfo.InvariantCulture, $"fraud-{number}"))));
        using var output = new MemoryStream();
        await scene.WriteAsync(output);
        output.SetLength(0);

        // The stream never waits, so all of it happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var scrape = scene.WriteAsync(output);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await scrape;

        TestContext.Out.WriteLine($"{output.Length / 1024} KB of text, {allocated / 1024} KB allocated, for 2,000 rollouts");
        Assert.That(output.Length, Is.LessThan(3_600 * 1024));
        Assert.That(allocated, Is.LessThan(16_000 * 1024));
    }
}
