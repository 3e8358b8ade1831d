using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Engine;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Tests.Gates.Engine;

[CancelAfter(60_000)]
internal sealed class FairnessTests
{
    [Test]
    public async Task No_more_are_under_way_than_are_allowed_and_all_have_their_turn(CancellationToken cancellationToken)
    {
        await using var world = new EngineFixture(new FakeMeters(), new GateEngineOptions { MostTogether = 4 });
        var gates = Enumerable.Range(0, 40).Select(i => EngineFixture.Gate($"g{i}")).ToArray();
        foreach (var gate in gates)
        {
            Want(world, $"r{gate.Gate.Name}", gate);
        }

        for (var i = 0; i < gates.Length; i++)
        {
            await world.Meters.UntilAsync(() => world.Meters.Running.Count == Math.Min(4, gates.Length - i), cancellationToken);
            world.Meters.Running[0].Complete(EngineFixture.Good);
            var done = i + 1;
            await world.Meters.UntilAsync(() => world.Meters.Begun.Count - world.Meters.Running.Count >= done, cancellationToken);
        }

        Assert.That(world.Meters.MostTogether, Is.EqualTo(4));
        Assert.That(world.Meters.Begun.Distinct().Count(), Is.EqualTo(40));
    }

    [Test]
    public async Task A_provider_that_hangs_holds_up_nobody_else(CancellationToken cancellationToken)
    {
        var meters = new FakeMeters { ProviderOf = (request, _) => request.Gate.Name.StartsWith("slow", StringComparison.Ordinal) ? "slow" : "quick" };
        await using var world = new EngineFixture(meters, new GateEngineOptions { MostTogether = 8, MostPerProvider = 3 });
        for (var i = 0; i < 100; i++)
        {
            Want(world, $"r{i}", EngineFixture.Gate($"slow{i}"));
        }

        await meters.UntilAsync(() => meters.Running.Count == 3, cancellationToken);
        for (var i = 0; i < 20; i++)
        {
            var name = $"quick{i}";
            Want(world, $"q{i}", EngineFixture.Gate(name));
            await meters.UntilAsync(() => meters.Running.Any(meter => meter.Request.Gate.Name == name), cancellationToken);
            meters.Of(name).Complete(EngineFixture.Good);
            await meters.UntilAsync(() => meters.Running.Count == 3, cancellationToken);
        }

        Assert.That(meters.Running, Has.All.Matches<FakeMeter>(meter => meter.Provider == "slow"));
    }

    [Test]
    public async Task Rollouts_take_turns_at_a_provider_however_many_gates_one_has(CancellationToken cancellationToken)
    {
        var meters = new FakeMeters { ProviderOf = (_, _) => "prometheus" };
        await using var world = new EngineFixture(meters, new GateEngineOptions { MostPerProvider = 1 });
        Want(world, "big", [.. Enumerable.Range(0, 50).Select(i => EngineFixture.Gate($"big{i}"))]);
        Want(world, "small", EngineFixture.Gate("small"));
        for (var i = 0; i < 3; i++)
        {
            var begun = i + 1;
            await meters.UntilAsync(() => meters.Begun.Count == begun && meters.Running.Count == 1, cancellationToken);
            meters.Running[0].Complete(EngineFixture.Good);
        }

        Assert.That(meters.Begun.Take(3).Select(meter => meter.Request.Gate.Name), Does.Contain("small"));
        await meters.UntilAsync(() => meters.Running.Count == 1, cancellationToken);
    }

    [Test]
    public async Task A_thousand_gates_are_measured_ten_times_and_none_is_forgotten(CancellationToken cancellationToken)
    {
        var meters = new FakeMeters { Reads = () => EngineFixture.Good };
        await using var world = new EngineFixture(meters, new GateEngineOptions { MostTogether = 32 });
        var gatesOfEach = Enumerable.Range(0, 5).Select(j => EngineFixture.Gate($"g{j}")).ToArray();
        var wanted = Enumerable.Range(0, 200).Select(i => (Name: $"r{i}", Gates: gatesOfEach)).ToList();
        foreach (var (name, gates) in wanted)
        {
            Want(world, name, gates);
        }

        for (var round = 1; round <= 10; round++)
        {
            var least = round;
            while (!wanted.All(one => world.Engine.RunsOf(new("shop", one.Name)).All(run => run.Measurements.Count >= least)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            }

            world.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That(meters.MostTogether, Is.LessThanOrEqualTo(32));
        Assert.That(meters.Meters, Has.Count.EqualTo(1000));
    }

    private static void Want(EngineFixture world, string rollout, params GateRequest[] gates)
    {
        var scene = TestScenes.Scene(name: rollout);
        world.Engine.Want(scene.Rollout.Key(), gates, scene);
    }
}
