using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>What was measured belongs to one rollout and one revision, and to no other that comes in their place.</summary>
[CancelAfter(60_000)]
internal sealed class GateRunBookTests
{
    [Test]
    public async Task Another_rollout_of_the_same_name_and_epoch_finds_nothing_of_the_former(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        var gate = EngineFixture.Gate("smoke", EngineFixture.Spec(initialDelay: 1));
        var scene = TestScenes.Scene();
        world.Want(gate);
        await world.AdvanceAsync(1, "smoke", 1, cancellationToken);
        var former = world.Meters.Of("smoke");
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout, scene.Rollout.Uid!), Has.Count.EqualTo(1));
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout, "another"), Is.Empty, "not even before it wants anything");
        world.Engine.Want(TestScenes.Rollout, [gate], scene with { Rollout = scene.Rollout with { Uid = "another" } });
        Assert.That(world.Run("smoke").Measurements, Is.Empty);
        Assert.That(world.Engine.RunsOf(TestScenes.Rollout, scene.Rollout.Uid!), Is.Empty);
        await world.Meters.UntilAsync(() => former.HasEnded, cancellationToken);
    }

    [Test]
    public async Task A_rollout_whose_revision_cannot_be_told_is_not_measured_and_loses_nothing(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters { Reads = () => EngineFixture.Good });
        var gate = EngineFixture.Gate("smoke");
        world.Want(gate);
        await world.MeasuredAsync("smoke", 1, cancellationToken);
        world.Engine.Rest(TestScenes.Rollout);
        world.Engine.Rest(new NamespacedName("shop", "unknown"));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.That((world.Run("smoke").Measurements.Count, world.Run("smoke").Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
        world.Want(gate);
        await world.AdvanceAsync(10, "smoke", 2, cancellationToken);
    }
}
