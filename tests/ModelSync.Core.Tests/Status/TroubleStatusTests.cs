using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using static ModelSync.Core.Tests.Status.StatusBench;

namespace ModelSync.Core.Tests.Status;

/// <summary>What the status says where something is in the way, or serves worse than declared.</summary>
public sealed class TroubleStatusTests
{
    private static readonly Impediment Waiting = new("WaitingForPods", "waiting for 3 of 4 pods of 1a2b3c4d5e");

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
    [TestCase(ConditionReasons.PolicyViolated, RolloutPhase.Blocked, "False", false)]
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

    private static string[] Lines(ModelRolloutStatus status) =>
        [.. status.Conditions!.Select(condition => $"{condition.Type}={condition.Status} {condition.Reason}: {condition.Message}")];
}
