using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Tests;

public sealed class WorldTests
{
    [Test]
    public void Agenda_keeps_the_order_of_what_is_due_at_the_same_moment()
    {
        var agenda = new Agenda();
        var order = new List<int>();
        agenda.After(5, () => order.Add(2));
        agenda.After(5, () => order.Add(3));
        agenda.After(1, () => order.Add(1));
        while (agenda.Step(horizon: 100))
        {
        }

        Assert.That(order, Is.EqualTo([1, 2, 3]));
        Assert.That(agenda.Now, Is.EqualTo(5));
    }

    [Test]
    public void TryWriteStatus_of_a_state_that_was_not_read_is_refused()
    {
        var sim = NewWorld();
        var read = sim.Hub.Rollout.Value!;
        sim.Hub.EditSpec(spec => spec with { Replicas = 7 });

        Assert.That(sim.Hub.TryWriteStatus(read.Metadata.ResourceVersion, read.Status!), Is.False);
        Assert.That(sim.Hub.Rollout.Value!.Metadata.Generation, Is.EqualTo(2));
    }

    [Test]
    public void A_cache_is_behind_for_a_bounded_time_and_never_goes_back()
    {
        var sim = NewWorld(Timings.Usual);
        var process = sim.Start(listsStale: true);
        long seen = 0;
        for (var change = 0; change < 50; change++)
        {
            sim.Hub.Annotate("example.com/change", $"{change}");
            var until = sim.Agenda.Now + 50;
            while (sim.Agenda.Step(until))
            {
            }

            Assert.That(process.Gatherer.Rollout.Version, Is.GreaterThanOrEqualTo(seen));
            seen = process.Gatherer.Rollout.Version;
        }

        while (sim.Agenda.Step(sim.Agenda.Now + Timings.Usual.Lag))
        {
            if (process.Gatherer.Rollout.Version == sim.Hub.Rollout.Version)
            {
                break;
            }
        }

        Assert.That(process.Gatherer.Rollout.Version, Is.EqualTo(sim.Hub.Rollout.Version));
    }

    [Test]
    public void The_shares_of_a_wide_Service_are_those_of_its_ready_pods()
    {
        var route = new SimRoute
        {
            Written = Core.Traffic.TrafficSplit.All("a"),
            Applied = Core.Traffic.TrafficSplit.All("a"),
            InForce = Core.Traffic.TrafficSplit.All("a"),
            Type = Api.Rollouts.TrafficType.Service,
            Selector = Core.Traffic.ServiceSelector.Wide,
            Generation = 1,
            AcceptedGeneration = 1,
            Epoch = 1,
            ResourceVersion = 1,
        };
        var shares = EndpointShares.InForce(route, [new PodCounts("a", 2, 2, 2, 0, null, null), new PodCounts("b", 1, 1, 1, 0, null, null)]);

        Assert.That((shares.Of("a"), shares.Of("b")), Is.EqualTo((67, 33)));
    }

    [Test]
    public void A_shrunk_scenario_is_never_larger()
    {
        var scenario = ScenarioGenerator.FromSeed(11) with { Incidents = [new Timed(Trigger.At(3), new NewTarget(2)), new Timed(Trigger.At(4), new Revert())] };

        Assert.That(ScenarioShrinker.Simpler(scenario).Select(simpler => simpler.Incidents.Count), Is.All.LessThanOrEqualTo(2));
        Assert.That(ScenarioShrinker.Simpler(scenario), Has.Exactly(2).Matches<Scenario>(simpler => simpler.Incidents.Count == 1));
    }

    private static ClusterSim NewWorld(Timings? timings = null) => new(new Scenario { Setup = new Setup(), Timings = timings ?? Timings.Exact }, []);
}
