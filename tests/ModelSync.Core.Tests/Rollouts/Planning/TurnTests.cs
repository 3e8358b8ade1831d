using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts.Planning;
using ModelSync.Core.Tests.Traffic;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>What a decision reads from the status, the records and the clusters before it decides anything.</summary>
public sealed class TurnTests
{
    [Test]
    public void A_step_below_0_is_taken_for_the_first_one_and_other_clusters_keep_theirs()
    {
        var scene = Given.Fleet(new PlacementSpec()).At(1);
        scene.Status = scene.Status! with { Clusters = [scene.Part with { Step = -1 }, scene.Status.Clusters![1]] };
        Assert.That(new Turn(scene.Snapshot(), scene.Now).Status.Clusters!.Select(static part => part.Step), Is.EqualTo(new int?[] { 0, 1 }));
        Assert.That(scene.Decide, Throws.Nothing);
    }

    [TestCase("r2", "r1", true)]
    [TestCase("r1", "r2", true)]
    [TestCase("r1", "r1", false)]
    public void A_revision_has_traffic_where_it_was_written_and_where_it_is_in_force(string written, string observed, bool has)
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = seen => seen with { Traffic = seen.Traffic! with { Written = TrafficSplit.All(written), Observed = TrafficSplit.All(observed) } };
        Assert.That(new Turn(scene.Snapshot(), scene.Now).HasTraffic("r2"), Is.EqualTo(has));
    }

    [TestCase("r0", "0.0.0 (r0)", Description = "on record")]
    [TestCase("r1", "1.0.0 (r1)", Description = "stable, and its record is gone")]
    [TestCase("r2", "2.0.0 (r2)", Description = "wanted")]
    [TestCase("r9", "r9")]
    [TestCase(null, "nothing")]
    public void A_revision_is_told_by_its_version_where_that_is_known(string? revision, string name)
    {
        var scene = Given.Canary().Naming(2);
        scene.Records.RemoveAll(static record => record.Revision == "r1");
        Assert.That(new Turn(scene.Snapshot(), scene.Now).NameOf(revision), Is.EqualTo(name));
    }

    [Test]
    public void A_record_stays_while_one_cluster_alone_has_its_Deployment()
    {
        var scene = Given.Fleet(new PlacementSpec());
        scene.Records.Add(Samples.Record(scene.Spec with { Version = Scene.Version(4) }));
        Assert.That(Removed(scene), Is.EqualTo(new[] { "r4" }));
        scene.Members["b"].Revisions.Add(new ModelRevision { Name = "r4" });
        Assert.That(Removed(scene), Is.Empty);
    }

    [Test]
    public void A_cluster_has_the_replicas_of_its_override_and_none_where_the_rollout_has_none()
    {
        var b = new LabelSelector { MatchLabels = StringMap.Empty.With("wave", "b") };
        var scene = Given.Fleet(new PlacementSpec { Overrides = [new ClusterOverride { Selector = b, Replicas = 3 }] });
        Assert.That(scene.Members.Values.Select(static member => member.Find("r1")!.Desired), Is.EqualTo(new[] { 8, 3 }));
        scene.With(static spec => spec with { Replicas = 0 }).Rest();
        Assert.That(scene.Members.Values.Select(static member => member.Find("r1")!.Desired), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public void A_part_counts_the_pods_of_all_revisions_and_says_the_weight_of_its_step()
    {
        var scene = Given.Canary().At(2);
        Assert.That((scene.Part.Replicas, scene.Part.StepWeight), Is.EqualTo((8 + 2, 25)));
        Assert.That(scene.Status!.Selector, Does.Contain("fraud"));
    }

    [Test]
    public void Stable_shrinks_no_further_than_its_floor()
    {
        var scene = Given.Canary().With(static spec => spec with
        {
            Strategy = spec.Strategy! with { Canary = spec.Strategy.Canary! with { StableScale = StableScale.Shrink, StableFloorPercent = 75 } },
        });
        Assert.That(scene.AtTheEnd().Member.Find("r1")!.Desired, Is.EqualTo(6), "half of the traffic needs 4 of 8 pods");
    }

    [Test]
    public void A_step_whose_gate_the_plan_lost_is_a_check_that_cannot_pass()
    {
        var plan = Samples.Plan(Given.Canary().Spec) with { Gates = [] };
        var gate = ((CheckStep)PlanSteps.Of(plan, null)[1]).Gate;
        Assert.That((gate.Name, gate.Gate.Name, gate.Spec, gate.Step), Is.EqualTo(("step-2/smoke", "smoke", (ModelGateSpec?)null, 1)));
    }

    private static IEnumerable<string> Removed(Scene scene) => scene.Decide().Actions.OfType<RemoveRecord>().Select(static action => action.Revision);
}
