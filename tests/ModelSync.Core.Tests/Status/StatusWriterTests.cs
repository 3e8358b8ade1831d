using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using static ModelSync.Core.Tests.Status.KstatusOracle;
using static ModelSync.Core.Tests.Status.StatusBench;

namespace ModelSync.Core.Tests.Status;

/// <summary>What the status says at rest, and when it is another one.</summary>
public sealed class StatusWriterTests
{
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
