using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using static ModelSync.Core.Tests.Status.KstatusOracle;
using static ModelSync.Core.Tests.Status.StatusBench;

namespace ModelSync.Core.Tests.Status;

/// <summary>What the status says of a trial and of the way back.</summary>
public sealed class TrialStatusTests
{
    private static readonly Impediment Waiting = new("WaitingForPods", "waiting for 3 of 4 pods of 1a2b3c4d5e");
    private static readonly Impediment BackAtStable = new(ConditionReasons.RolledBack, "2.3.1 failed: change spec.version, or set a new spec.retryToken.");

    [Test]
    public void A_step_in_motion_tells_where_it_is_and_what_it_waits_for()
    {
        var status = Complete(Trial(CandidateStage.Progressing), Moving with { Waiting = Waiting });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.Progressing));
            Assert.That(Lines(status).Take(2), Is.EqualTo(new[]
            {
                "Ready=Unknown Progressing: step 2/5, weight 25 %: waiting for 3 of 4 pods of 1a2b3c4d5e",
                "Reconciling=True Progressing: step 2/5, weight 25 %: waiting for 3 of 4 pods of 1a2b3c4d5e",
            }));
        });
    }

    [Test]
    public void Waves_and_clusters_are_told_where_there_are_several()
    {
        var trial = Trial(CandidateStage.Baking) with
        {
            Wave = new WaveStatus { Name = "eu", Index = 1, Count = 4 },
            Clusters =
            [
                new ClusterRolloutStatus { Name = "a", Stage = ClusterStage.Promoted },
                new ClusterRolloutStatus { Name = "b", Stage = ClusterStage.Baking },
            ],
        };

        Assert.That(
            Complete(trial, Moving with { Waiting = Waiting }).Find("Ready")!.Message,
            Is.EqualTo("wave 2/4, baking, weight 25 %, clusters 1/2: waiting for 3 of 4 pods of 1a2b3c4d5e"));
    }

    [Test]
    public void A_pause_for_a_person_is_paused_and_a_timed_one_goes_on_by_itself()
    {
        var trial = Trial(CandidateStage.Progressing);
        var forever = trial with { Pause = new PauseStatus { Reason = PauseReason.AwaitingPromotion, Message = "promote to go on." } };
        var timed = forever with { Pause = new PauseStatus { Reason = PauseReason.PauseStep, Message = "until 12:05:00." } };

        Assert.Multiple(() =>
        {
            Assert.That(Lines(Complete(forever, Moving)).Where(line => !line.StartsWith("Available", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "Ready=Unknown AwaitingPromotion: step 2/5, weight 25 %: promote to go on.",
                "Paused=True AwaitingPromotion: promote to go on.",
            }));
            Assert.That(Lines(Complete(timed, Moving)).Where(line => !line.StartsWith("Available", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "Ready=Unknown PauseStep: step 2/5, weight 25 %: until 12:05:00.",
                "Reconciling=True PauseStep: step 2/5, weight 25 %: until 12:05:00.",
            }));
            Assert.That(Complete(timed, Moving).Phase, Is.EqualTo(RolloutPhase.Paused));
        });
    }

    [Test]
    public void A_failed_trial_is_stalled_from_the_moment_it_goes_back()
    {
        var back = Trial(CandidateStage.Returning, ReturnReason.GateFailed);
        var status = Complete(back, Moving);

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.RollingBack));
            Assert.That(Lines(status).Where(line => !line.StartsWith("Available", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "Ready=False GateFailed: 2.3.1 (1a2b3c4d5e) goes back to 2.3.0 (0f0e0d0c0b): smoke failed.",
                "Stalled=True GateFailed: 2.3.1 (1a2b3c4d5e) goes back to 2.3.0 (0f0e0d0c0b): smoke failed.",
                "RolledBack=False InProgress: 2.3.1 (1a2b3c4d5e) goes back to 2.3.0 (0f0e0d0c0b): smoke failed.",
            }));
            Assert.That(Of(Rollout(status)), Is.EqualTo(Kstatus.Failed));
        });
    }

    [Test]
    public void A_cluster_that_cannot_be_sent_back_is_told()
    {
        var back = Trial(CandidateStage.Returning, ReturnReason.Aborted) with
        {
            Clusters = [new ClusterRolloutStatus { Name = "eu", Stage = ClusterStage.Returning, Reachable = "Unknown" }],
        };

        Assert.That(Complete(back, Moving).Find("RolledBack")!.Reason, Is.EqualTo(ConditionReasons.PendingClusters));
    }

    [TestCase(ReturnReason.Reverted)]
    [TestCase(ReturnReason.Superseded)]
    public void A_revert_or_a_new_target_is_no_failure(ReturnReason reason)
    {
        var status = Complete(Trial(CandidateStage.Returning, reason), Moving);

        Assert.Multiple(() =>
        {
            Assert.That(status.Find("Stalled"), Is.Null);
            Assert.That(status.Find("RolledBack"), Is.Null);
            Assert.That(status.Find("Reconciling")!.Reason, Is.EqualTo(reason.ToString()));
            Assert.That(Of(Rollout(status)), Is.EqualTo(Kstatus.InProgress));
        });
    }

    [Test]
    public void Rolled_back_is_failed_until_the_spec_changes()
    {
        var next = Stable with { Failed = new FailedRevisionStatus { Revision = "1a2b3c4d5e", Reason = ReturnReason.GateFailed } };
        var status = Complete(next, Moving with { Stalled = BackAtStable });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.RolledBack));
            Assert.That(Lines(status), Is.EqualTo(new[]
            {
                "Ready=False RolledBack: 2.3.1 failed: change spec.version, or set a new spec.retryToken.",
                "Stalled=True RolledBack: 2.3.1 failed: change spec.version, or set a new spec.retryToken.",
                "Available=True EndpointsReady: Every revision with traffic has the ready endpoints for it.",
                "RolledBack=True GateFailed: 2.3.1 failed: change spec.version, or set a new spec.retryToken.",
            }));
        });
    }

    [Test]
    public void A_plan_that_waits_is_told_beside_everything_else()
    {
        Assert.That(Complete(Trial(CandidateStage.Baking), Moving with { IsPlanPending = true }).Find("PlanPending")!.Status, Is.EqualTo("True"));
    }

    private static string[] Lines(ModelRolloutStatus status) =>
        [.. status.Conditions!.Select(condition => $"{condition.Type}={condition.Status} {condition.Reason}: {condition.Message}")];
}
