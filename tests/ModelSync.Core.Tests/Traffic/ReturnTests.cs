using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class ReturnTests
{
    [TestCase(20)]
    [TestCase(100)]
    public void Return_with_stable_at_full_scale_takes_one_write(int weight) =>
        Assert.That(Moves.Of(Goals.Return(Moves.Route(weight, (4, 4), (4, 4)))), Is.EqualTo("one 100 / two 0"));

    [Test]
    public void Nothing_comes_before_the_write_of_a_return()
    {
        var observed = Moves.Route(20, (4, 4), (4, 4)).With(Goals.Candidate, found => found with { IsDrifted = true }).With(Goals.Stable, found => found with { IsDrifted = true });
        Assert.That(Moves.Of(Goals.Return(observed)), Is.EqualTo("one 100 / two 0"));
    }

    [TestCase(2, 2, "one to 4, one 50 / two 50")]
    [TestCase(4, 2, "one 50 / two 50")]
    [TestCase(4, 3, "one 75 / two 25")]
    [TestCase(4, 4, "one 100 / two 0")]
    [TestCase(1, 0, "one to 4")]
    public void A_shrunk_stable_is_scaled_up_at_once_and_takes_what_it_carries(int asked, int ready, string moves) =>
        Assert.That(Moves.Of(Goals.Return(Moves.Route(100, (asked, ready), (4, 4)), plan: Goals.Plan(stableScale: StableScale.Shrink))), Is.EqualTo(moves));

    [Test]
    public void A_return_never_gives_stable_less_than_it_has() =>
        Assert.That(Moves.Of(Goals.Return(Moves.Route(20, (4, 1), (4, 4)))), Is.Empty);

    [Test]
    public void After_the_longest_wait_stable_takes_everything()
    {
        Assert.That(ClusterPlanner.Plan(Goals.Return(Moves.Route(50, (4, 1), (4, 4)), seconds: 40)).RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(Moves.Of(Goals.Return(Moves.Route(50, (4, 1), (4, 4)), seconds: 60)), Is.EqualTo("one 100 / two 0"));
    }

    // Everything to a stable without one endpoint would turn bad answers into none at all, and nobody would be better off.
    [Test]
    public void What_lives_serves_until_stable_has_an_endpoint()
    {
        var dead = Goals.Return(Moves.Route(100, (4, 0), (4, 4)), seconds: 61);
        Assert.That(Moves.Of(dead), Is.Empty);
        Assert.That(Moves.Of(dead with { Observed = Moves.Route(100, (4, 1), (4, 4)) }), Is.EqualTo("one 100 / two 0"));
    }

    [Test]
    public void A_candidate_without_endpoints_loses_its_weight_at_once() =>
        Assert.That(Moves.Of(Goals.Return(Moves.Route(80, (4, 1), (4, 0), downSeconds: 1))), Is.EqualTo("one 100 / two 0"));

    [Test]
    public void What_was_refused_does_not_come_before_traffic_again()
    {
        var refusal = new Impediment("WriteRefused", "a webhook does not answer");
        Assert.That(Moves.Of(Goals.Return(Moves.Route(80, (1, 1), (4, 4)) with { LastRefusal = refusal })), Is.EqualTo("one 25 / two 75"));
        Assert.That(
            Moves.Of(Goals.Return(Moves.Route(75, (1, 1), (4, 4)) with { LastRefusal = refusal })),
            Is.EqualTo("one to 4"),
            "it is asked for again, for the rest of the traffic waits for it");
    }

    [Test]
    public void Return_while_held_or_in_contention_still_writes()
    {
        var observed = Moves.Route(20, (4, 4), (1, 1)) with { Impediments = [new Impediment("FieldContention", "5 repairs")] };
        Assert.That(Moves.Of(Goals.Return(observed) with { IsHeld = true }), Is.EqualTo("one 100 / two 0"));
    }

    [Test]
    public void The_candidate_stays_up_until_its_delay_is_over_and_its_weight_is_gone_in_force()
    {
        var goal = Goals.Return(Moves.Route(0, (4, 4), (2, 2)));
        Assert.That((Moves.Of(goal), ClusterPlanner.Plan(goal).WithoutTraffic, ClusterPlanner.Plan(goal).IsAtWeight), Is.EqualTo(("", (string[])[Goals.Candidate], true)));

        var over = goal with { MayScaleDown = [Goals.Candidate] };
        Assert.That(Moves.Of(over), Is.EqualTo("two down to 0"));
        var stillInForce = goal.Observed.WithTraffic(traffic => traffic with { Observed = TrafficSplit.Between(Goals.Stable, Goals.Candidate, 20) });
        Assert.That(Moves.Of(over with { Observed = stillInForce }), Does.Not.Contain("two down to 0"));
    }

    [Test]
    public void A_candidate_on_its_way_back_is_never_scaled_up() =>
        Assert.That(Moves.Of(Goals.Return(Moves.Route(0, (4, 4), (1, 1))) with { Replicas = 4, Weight = 50 }), Is.Empty);

    [Test]
    public void Without_a_stable_there_is_nothing_to_return_to()
    {
        var observed = Moves.Route(100, (0, 0), (4, 2));
        Assert.That(Moves.Of(Goals.Return(observed, seconds: 61) with { Stable = null }), Is.Empty);
    }

    [Test]
    public void Stop_keeps_the_weights_and_takes_all_pods()
    {
        var goal = Goals.Return(Moves.Route(20, (4, 4), (1, 1))) with { Mode = GoalMode.Stop };
        Assert.That(Moves.Of(goal), Is.EqualTo("one down to 0, two down to 0"));
        var stopped = ClusterPlanner.Plan(goal with { Observed = Moves.Route(20, (0, 0), (0, 0)) });
        Assert.That((Moves.Of(stopped), stopped.IsAtWeight, stopped.Weights[0].Desired), Is.EqualTo(("", true, 80)));
    }
}
