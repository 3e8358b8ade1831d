using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using static ModelSync.Core.Tests.Status.KstatusOracle;
using static ModelSync.Core.Tests.Status.StatusBench;

namespace ModelSync.Core.Tests.Status;

public sealed class StatusWriterTests
{
    private static readonly Impediment Waiting = new("WaitingForPods", "waiting for 3 of 4 pods of 1a2b3c4d5e");
    private static readonly Impediment BackAtStable = new(ConditionReasons.RolledBack, "2.3.1 failed: change spec.version, or set a new spec.retryToken.");

    [Test]
    public void Converged_is_healthy_and_ready_and_nothing_else()
    {
        var status = Complete(Stable, Converged);

        Assert.Multiple(() =>
        {
            Assert.That(status.ObservedGeneration, Is.EqualTo(3));
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.Healthy));
            Assert.That(Lines(status), Is.EqualTo(new[]
            {
                "Ready=True Serving: 2.3.0 (0f0e0d0c0b) has all traffic.",
                "Available=True EndpointsReady: Every revision with traffic has the ready endpoints for it.",
            }));
        });
    }

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
    public void A_start_that_spec_paused_holds_is_paused_for_a_person()
    {
        var status = Complete(Stable, Moving with { Waiting = new Impediment("SpecPaused", "2.3.1 starts when spec.paused is false") });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.Paused));
            Assert.That(Lines(status).Where(line => !line.StartsWith("Available", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "Ready=Unknown SpecPaused: 2.3.1 starts when spec.paused is false",
                "Paused=True SpecPaused: 2.3.1 starts when spec.paused is false",
            }));
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
    public void What_only_a_person_can_mend_is_degraded_and_stalled()
    {
        var status = Complete(Stable, Converged with { Degraded = new Impediment(ConditionReasons.NoSafeRevision, "2.3.0 is quarantined.") });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.Degraded));
            Assert.That(status.Find("Ready")!.Reason, Is.EqualTo(ConditionReasons.NoSafeRevision));
            Assert.That(status.Find("Stalled")!.Message, Is.EqualTo("2.3.0 is quarantined."));
        });
    }

    [TestCase(ConditionReasons.VersionNotFound, RolloutPhase.Blocked, "False", false)]
    [TestCase(ConditionReasons.VersionNotReady, RolloutPhase.Blocked, "False", true)]
    [TestCase(ConditionReasons.PolicyDenied, RolloutPhase.Blocked, "False", false)]
    public void Blocked_goes_on_by_itself_only_while_a_version_is_resolved(string reason, RolloutPhase phase, string ready, bool isReconciling)
    {
        var status = Complete(Stable, Moving with { Blocked = new Impediment(reason, "mend it.") });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(phase));
            Assert.That((status.Find("Ready")!.Status, status.Find("Ready")!.Reason), Is.EqualTo((ready, reason)));
            Assert.That(status.Find("Reconciling") is not null, Is.EqualTo(isReconciling));
        });
    }

    [Test]
    public void A_version_that_does_not_exist_is_pending_while_nothing_serves()
    {
        var status = Complete(new ModelRolloutStatus(), Moving with { Blocked = new Impediment(ConditionReasons.VersionNotFound, "create it.") });

        Assert.That((status.Phase, status.Find("Ready")!.Status), Is.EqualTo((RolloutPhase.Pending, "Unknown")));
    }

    [Test]
    public void What_serves_worse_than_declared_is_degraded_and_goes_on_by_itself()
    {
        var lost = Complete(Stable, Moving with { IsImpaired = true, Waiting = new Impediment("ClusterUnreachable", "eu does not answer.") });
        var crashing = Complete(Stable, Moving with { IsImpaired = true, Unavailable = Missing });

        Assert.Multiple(() =>
        {
            Assert.That((lost.Phase, lost.Find("Ready")!.Status, lost.Find("Ready")!.Reason), Is.EqualTo((RolloutPhase.Degraded, "Unknown", "ClusterUnreachable")));
            Assert.That((crashing.Phase, crashing.Find("Ready")!.Status, crashing.Find("Ready")!.Reason), Is.EqualTo((RolloutPhase.Degraded, "False", "EndpointsMissing")));
            Assert.That((lost.Find("Stalled"), lost.Find("Reconciling")!.Status), Is.EqualTo(((Kubernetes.Meta.Condition?)null, "True")));
            Assert.That(Complete(Trial(CandidateStage.Promoting), Moving with { IsImpaired = true }).Phase, Is.EqualTo(RolloutPhase.Degraded));
        });
    }

    [Test]
    public void A_start_that_replicas_hold_is_paused()
    {
        var status = Complete(Stable, Moving with { IsScaledToZero = true, Waiting = new Impediment(ConditionReasons.AwaitingReplicas, "2.3.1 starts when spec.replicas is above 0") });

        Assert.That((status.Phase, status.Find("Ready")!.Reason, status.Find("Paused")!.Message), Is.EqualTo((RolloutPhase.Paused, "AwaitingReplicas", "2.3.1 starts when spec.replicas is above 0")));
    }

    [Test]
    public void An_approval_that_is_missing_is_told_wherever_it_is_missing()
    {
        var wave = Trial(CandidateStage.Progressing) with { Pause = new PauseStatus { Reason = PauseReason.AwaitingApproval, Message = "promote wave eu." } };

        Assert.Multiple(() =>
        {
            Assert.That(Complete(wave, Moving).Find("AwaitingApproval")!.Message, Is.EqualTo("promote wave eu."));
            Assert.That(
                Complete(Stable, Moving with { Blocked = new Impediment(ConditionReasons.AwaitingApproval, "1 of 2 approvals.") }).Find("AwaitingApproval")!.Message,
                Is.EqualTo("1 of 2 approvals."));
        });
    }

    [Test]
    public void An_override_is_not_ready_and_does_not_stall()
    {
        var status = Complete(Stable, Converged with { NotReady = new Impediment(ConditionReasons.Overridden, "undo stands.") });

        Assert.Multiple(() =>
        {
            Assert.That(Lines(status)[0], Is.EqualTo("Ready=False Overridden: undo stands."));
            Assert.That(status.Find("Stalled"), Is.Null);
            Assert.That(status.Find("Reconciling"), Is.Null);
        });
    }

    [Test]
    public void A_plan_that_waits_is_told_beside_everything_else()
    {
        Assert.That(Complete(Trial(CandidateStage.Baking), Moving with { IsPlanPending = true }).Find("PlanPending")!.Status, Is.EqualTo("True"));
    }

    [Test]
    public void Scaled_to_zero_is_ready_and_available()
    {
        var status = Complete(Stable, Converged with { Unavailable = Missing, IsScaledToZero = true });

        Assert.That(Lines(status), Is.EqualTo(new[]
        {
            "Ready=True ScaledToZero: Replicas is 0: weights are kept, nothing is started.",
            "Available=True ScaledToZero: Replicas is 0: nothing is asked to serve.",
        }));
    }

    [Test]
    public void A_stable_revision_without_its_endpoints_is_not_ready()
    {
        var status = Complete(Stable, Converged with { Unavailable = Missing, Waiting = Waiting });

        Assert.Multiple(() =>
        {
            Assert.That(Lines(status)[0], Is.EqualTo("Ready=False EndpointsMissing: waiting for 3 of 4 pods of 1a2b3c4d5e"));
            Assert.That(status.Find("Reconciling")!.Reason, Is.EqualTo("WaitingForPods"));
            Assert.That(status.Find("Available")!.Status, Is.EqualTo("False"));
        });
    }

    [Test]
    public void A_rollout_that_was_never_looked_at_is_pending()
    {
        var status = Complete(new ModelRolloutStatus(), new Core.Status.RolloutSituation { IsConverged = false });

        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo(RolloutPhase.Pending));
            Assert.That(status.Find("Available")!.Reason, Is.EqualTo(ConditionReasons.NothingServes));
            Assert.That(Of(Rollout(status)), Is.EqualTo(Kstatus.InProgress));
        });
    }

    [Test]
    public void Deletion_is_reconciling_until_it_is_done()
    {
        var rollout = Rollout();
        rollout = rollout with { Metadata = rollout.Metadata with { DeletionTimestamp = Noon } };
        var status = Core.Status.StatusWriter.Complete(rollout, Stable, Converged, Noon);

        Assert.Multiple(() =>
        {
            Assert.That(status.Find("Ready")!.Reason, Is.EqualTo(ConditionReasons.Deleting));
            Assert.That(status.Find("Reconciling")!.Reason, Is.EqualTo(ConditionReasons.Deleting));
        });
    }

    [Test]
    public void Transition_times_change_only_with_the_status_and_generations_with_every_write()
    {
        var first = Complete(Trial(CandidateStage.Progressing), Moving);
        var second = Complete(Trial(CandidateStage.Promoting), Moving, before: first, seconds: 60);
        var third = Complete(Stable, Converged, before: second, seconds: 120);

        Assert.Multiple(() =>
        {
            Assert.That(Times(first), Is.EqualTo(new[] { "Ready 0", "Reconciling 0", "Available 0" }));
            Assert.That(Times(second), Is.EqualTo(new[] { "Ready 0", "Reconciling 0", "Available 0" }), "another reason, the same status");
            Assert.That(Times(third), Is.EqualTo(new[] { "Ready 120", "Available 0" }));
        });
    }

    [Test]
    public void A_new_generation_is_written_down_although_nothing_else_changed()
    {
        var before = Complete(Stable, Converged);
        var after = Core.Status.StatusWriter.Complete(Rollout(before, generation: 4), Stable, Converged, Noon.AddSeconds(9));

        Assert.Multiple(() =>
        {
            Assert.That(after.ObservedGeneration, Is.EqualTo(4));
            Assert.That(after.Conditions!.Select(condition => condition.ObservedGeneration), Is.All.EqualTo(4));
            Assert.That(Times(after), Is.EqualTo(new[] { "Ready 0", "Available 0" }));
        });
    }

    [Test]
    public void A_long_message_is_cut_between_characters()
    {
        var message = new string('x', 1022) + "😀😀";
        var status = Complete(Stable, Converged with { Degraded = new Impediment(ConditionReasons.NoFallback, message) });

        Assert.That(status.Find("Ready")!.Message, Is.EqualTo(new string('x', 1022) + "…"));
    }

    private static string[] Lines(ModelRolloutStatus status) =>
        [.. status.Conditions!.Select(condition => $"{condition.Type}={condition.Status} {condition.Reason}: {condition.Message}")];

    private static string[] Times(ModelRolloutStatus status) =>
        [.. status.Conditions!.Select(condition => $"{condition.Type} {(condition.LastTransitionTime!.Value.ToDateTimeOffset() - Noon).TotalSeconds}")];
}
