using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>What happens is counted once, when the status that says so is written.</summary>
internal sealed class RolloutCountersTests
{
    private static readonly ModelRollout Rest = MetricSamples.AtRest();
    private static readonly ModelRollout Trial = MetricSamples.OnTrial();

    [Test]
    public async Task A_namespace_begins_at_zero_so_that_its_first_rollback_shows_as_an_increase()
    {
        using var scene = new MetricsScene();
        scene.Metrics.Rollouts.Prepare("shop");
        scene.Metrics.Rollouts.Prepare("shop");

        var ended = await scene.SamplesAsync("modelsync_rollouts_ended_total");
        Assert.That(ended, Has.Member("modelsync_rollouts_ended_total{namespace='shop',outcome='Promoted'} 0")
            .And.Member("modelsync_rollouts_ended_total{namespace='shop',outcome='RolledBack',reason='GateFailed'} 0"));
        Assert.That(await scene.SamplesAsync("modelsync_rollouts_started_total"), Is.EqualTo(new[] { "modelsync_rollouts_started_total{namespace='shop'} 0" }));
        Assert.That(await scene.SamplesAsync("modelsync_rollout_failures_total"), Has.Length.EqualTo(6).And.All.EndsWith(" 0"));
    }

    [Test]
    public async Task A_start_is_counted_and_looks_at_the_same_trial_are_not()
    {
        using var scene = new MetricsScene();
        scene.Metrics.Rollouts.Count(Rest, Trial);
        scene.Metrics.Rollouts.Count(Trial, Trial);
        scene.Metrics.Rollouts.Count(Trial, With(Trial, status => status with { Step = new StepStatus { Index = 2, Count = 4 } }));

        Assert.That(await scene.SamplesAsync("modelsync_rollouts_started_total"), Is.EqualTo(new[] { "modelsync_rollouts_started_total{namespace='shop'} 1" }));
    }

    [Test]
    public async Task A_retry_of_the_same_revision_is_another_start()
    {
        using var scene = new MetricsScene();
        scene.Metrics.Rollouts.Count(Trial, With(Trial, status => status with { Candidate = status.Candidate! with { Epoch = 5 } }));

        Assert.That(await scene.SamplesAsync("modelsync_rollouts_started_total"), Is.EqualTo(new[] { "modelsync_rollouts_started_total{namespace='shop'} 1" }));
    }

    [Test]
    public async Task A_rollback_is_a_failure_when_it_begins_and_an_end_when_it_is_over_and_both_name_the_reason()
    {
        using var scene = new MetricsScene();
        var failed = new FailedRevisionStatus { Revision = "bbbbbbbbbb", Reason = ReturnReason.PodsFailed, At = new KubeTime(MetricSamples.Start) };
        var returning = With(Trial, status => status with { Failed = failed, Candidate = status.Candidate! with { Stage = CandidateStage.Returning } });
        var back = With(returning, status => status with { Candidate = null, History = [Entry(RolloutOutcome.RolledBack), .. status.History!] });

        scene.Metrics.Rollouts.Count(Trial, returning);
        scene.Metrics.Rollouts.Count(returning, back);
        scene.Metrics.Rollouts.Count(back, back);

        Assert.That(await scene.SamplesAsync("modelsync_rollout_failures_total{namespace='shop',reason='PodsFailed'}"), Has.One.EndsWith(" 1"));
        Assert.That(
            await scene.SamplesAsync("modelsync_rollouts_ended_total"),
            Has.One.EqualTo("modelsync_rollouts_ended_total{namespace='shop',outcome='RolledBack',reason='PodsFailed'} 1"));
        Assert.That(await scene.SamplesAsync("modelsync_rollout_duration_seconds_sum"), Is.EqualTo(new[] { "modelsync_rollout_duration_seconds_sum{outcome='RolledBack'} 90" }));
    }

    [TestCase(RolloutOutcome.Promoted)]
    [TestCase(RolloutOutcome.Aborted)]
    [TestCase(RolloutOutcome.Superseded)]
    [TestCase(RolloutOutcome.Denied)]
    public async Task Every_other_end_is_counted_by_its_outcome(RolloutOutcome outcome)
    {
        using var scene = new MetricsScene();
        scene.Metrics.Rollouts.Count(Trial, With(Trial, status => status with { Candidate = null, History = [Entry(outcome), .. status.History!] }));

        Assert.That(
            (await scene.SamplesAsync("modelsync_rollouts_ended_total")).Where(static line => !line.EndsWith(" 0", StringComparison.Ordinal)),
            Is.EqualTo(new[] { $"modelsync_rollouts_ended_total{{namespace='shop',outcome='{outcome}'}} 1" }));
    }

    [Test]
    public async Task A_failure_that_becomes_graver_on_the_way_back_is_one_failure()
    {
        using var scene = new MetricsScene();
        var failed = new FailedRevisionStatus { Revision = "bbbbbbbbbb", Reason = ReturnReason.GateFailed, At = new KubeTime(MetricSamples.Start) };
        var first = With(Trial, status => status with { Failed = failed });
        scene.Metrics.Rollouts.Count(Trial, first);
        scene.Metrics.Rollouts.Count(first, With(first, status => status with { Failed = failed with { Reason = ReturnReason.Aborted } }));

        Assert.That((await scene.SamplesAsync("modelsync_rollout_failures_total")).Where(static line => line.EndsWith(" 1", StringComparison.Ordinal)), Has.Exactly(1).Items);
    }

    private static HistoryEntry Entry(RolloutOutcome outcome) => new()
    {
        Revision = "bbbbbbbbbb",
        Outcome = outcome,
        StartedAt = new KubeTime(MetricSamples.Start),
        FinishedAt = new KubeTime(MetricSamples.Start.AddSeconds(90)),
    };

    private static ModelRollout With(ModelRollout rollout, Func<ModelRolloutStatus, ModelRolloutStatus> change) => rollout with { Status = change(rollout.Status!) };
}
