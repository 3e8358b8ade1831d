using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Traffic;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>What is kept, what goes, and how a rollout leaves.</summary>
public sealed class HousekeepingTests
{
    [TestCase(0, "r0 r1")]
    [TestCase(1, "r0 r1 r5")]
    [TestCase(3, "r0 r1 r5 r6 r7")]
    public void Deployments_follow_the_limit_and_stable_and_the_return_target_always_stay(int limit, string kept)
    {
        var scene = WithOldRevisions(limit);
        scene.Rest();
        Assert.That(scene.Member.Revisions.Select(static revision => revision.Name).Order(StringComparer.Ordinal), Is.EqualTo(kept.Split(' ')));
    }

    [Test]
    public void Records_go_when_neither_history_nor_a_deployment_refers_to_them()
    {
        var scene = WithOldRevisions(limit: 0);
        scene.Status = scene.Status! with { History = [.. scene.Status.History!.Where(static entry => entry.Revision != "r6")] };
        scene.Rest();
        Assert.That(scene.Records.Select(static record => record.Revision).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "r0", "r1", "r5", "r7" }));
    }

    [Test]
    public void The_record_of_what_is_on_trial_or_wanted_stays()
    {
        var scene = Given.Canary().At(1);
        Assert.That(scene.Records.Select(static record => record.Revision), Does.Contain("r2"));
        var blocked = Given.Canary().Naming(3).Set(static s => s.Records.Add(s.Target!)).With(static spec => spec with { Paused = true }).Rest();
        Assert.That(blocked.Records.Select(static record => record.Revision), Does.Contain("r3"));
    }

    [Test]
    public void A_revision_that_a_cluster_still_serves_is_kept()
    {
        var scene = WithOldRevisions(limit: 0);
        scene.Status = scene.Status! with { Clusters = [scene.Part with { Serving = "r7" }] };
        scene.Circumstances["local"] = static seen => seen with { Reachability = Reachability.Unknown };
        Assert.That(scene.Decide().Actions, Is.Empty);
        Assert.That(new Core.Rollouts.Planning.Housekeeping(new Core.Rollouts.Planning.Turn(scene.Snapshot(), scene.Now)).Removable(scene.Member.Observe()), Is.EquivalentTo(new[] { "r5", "r6" }));
    }

    [Test]
    public void Deletion_takes_the_route_then_the_revisions_then_the_finalizer()
    {
        var scene = Given.Canary().At(1);
        scene.IsDeleting = true;
        var order = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var actions = scene.Decide().Actions;
            order.Add(string.Join(' ', actions.Select(static action => action is RemoveRevision remove ? remove.Revision : action.GetType().Name)));
            scene.Step();
        }

        Assert.That(order, Is.EqualTo(new[] { "RemoveTraffic", "r1 r0 r2", "RemoveFinalizer", "RemoveFinalizer" }));
    }

    [Test]
    public void Deletion_waits_for_a_cluster_that_does_not_answer_and_says_so()
    {
        var scene = Given.Canary().Set(static s => s.IsDeleting = true);
        scene.Circumstances["local"] = static seen => seen with { Reachability = Reachability.Unknown };
        var decision = scene.Decide();
        Assert.That(decision.Actions, Is.Empty);
        Assert.That(Message(decision), Is.EqualTo("local can't be cleaned up now: it does not answer"));
        scene.Circumstances["local"] = static seen => seen with { WritesRefused = new Impediment("IdentityMismatch", "it is another cluster") };
        Assert.That(Message(scene.Decide()), Is.EqualTo("local can't be cleaned up now: it is another cluster"));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public void Deletion_believes_an_empty_cluster_only_if_it_was_ever_seen(bool wasSeen, int actions)
    {
        var scene = Given.New().Set(static s => s.IsDeleting = true);
        scene.Circumstances["local"] = seen => seen with { Reachability = Reachability.Unknown, ObservedAt = wasSeen ? Scene.Noon : null };
        Assert.That(scene.Decide().Actions, Has.Count.EqualTo(actions));
    }

    [Test]
    public void Orphan_releases_everything_and_removes_nothing()
    {
        var scene = Given.Canary().At(1).With(static spec => spec with { DeletionPolicy = DeletionPolicy.Orphan }).Set(static s => s.IsDeleting = true);
        Assert.That(scene.Decide().Actions.Single(), Is.InstanceOf<ReleaseObjects>());
        scene.Step();
        Assert.That(scene.Decide().Actions.Single(), Is.InstanceOf<RemoveFinalizer>());
    }

    [Test]
    public void Former_traffic_alone_is_removed_first_on_deletion()
    {
        var scene = Given.Canary().Set(static s => s.IsDeleting = true);
        scene.Circumstances["local"] = static seen => seen with { Traffic = null, HasFormerTraffic = true };
        Assert.That(scene.Decide().Actions.Single(), Is.InstanceOf<RemoveTraffic>());
        scene.Circumstances["local"] = static seen => seen with { Traffic = null, HasFormerTraffic = true, Revisions = [] };
        Assert.That(scene.Decide().Actions.Single(), Is.InstanceOf<RemoveTraffic>());
    }

    [Test]
    public void A_cluster_that_is_selected_no_more_is_left_while_the_others_go_on()
    {
        var scene = Given.Fleet(new PlacementSpec());
        scene.Circumstances["b"] = static seen => seen with { IsSelected = false };
        Assert.That(scene.Decide().Actions, Is.EqualTo(new PlannedAction[] { new RemoveTraffic(new Kubernetes.Meta.ClusterName("b")) }));
        scene.Rest();
        Assert.That((scene.Members["b"].Revisions.Count, scene.Members["a"].Revisions.Count), Is.EqualTo((0, 2)));
        Assert.That(scene.Status!.Clusters!.Select(static part => part.Name), Is.EqualTo(new[] { "a" }));
        Assert.That(scene.HasFinalizer, Is.True);
    }

    [Test]
    public void An_abort_is_not_over_while_no_cluster_is_selected_and_the_candidate_still_has_traffic()
    {
        var scene = Given.Canary().At(2).Say("abort", "r2", "x1");
        scene.Circumstances["local"] = static seen => seen with { IsSelected = false };
        var decision = scene.Decide();
        Assert.That((decision.Status.Candidate?.Stage, decision.Actions.Count), Is.EqualTo(((CandidateStage?)CandidateStage.Returning, 0)));
        Assert.That(decision.Status.Conditions!.First(static condition => condition.Type == "Ready").Message, Does.Contain("spec.placement.clusters selects no ModelCluster"));

        scene.Circumstances.Clear();
        Assert.That(scene.Rest().Status!.History![0].Outcome, Is.EqualTo(RolloutOutcome.Aborted));
    }

    [Test]
    public void A_wave_without_clusters_is_told_before_a_bake_that_is_waited_for()
    {
        var scene = Given.Fleet(new PlacementSpec());
        scene.AtTheEnd().Say("promote", "r2", "x1").Until(static s => s.Part.Stage == ClusterStage.Baking, "the bake");
        scene.With(static spec => spec with { Placement = new PlacementSpec { Waves = [Given.Wave("z")] } }).Naming(3);
        scene.Passing().Until(static s => s.Status!.Clusters!.All(static part => part.Stage == ClusterStage.Promoted), "the end of the bake").Rest();
        Assert.That(scene.Status!.Conditions!.First(static condition => condition.Type == "Ready").Message, Does.Contain("wave-z selects no cluster"));
    }

    [Test]
    public void The_finalizer_comes_before_everything_else()
    {
        var scene = Given.New().Set(static s => s.HasFinalizer = false);
        var decision = scene.Decide();
        Assert.That((decision.Actions.Single(), decision.RequeueAfter), Is.EqualTo(((PlannedAction)new AddFinalizer(), TimeSpan.Zero)));
        Assert.That(decision.Status.Candidate, Is.Null);
    }

    [Test]
    public void A_revision_begins_to_drain_when_its_last_weight_is_gone_at_every_gateway()
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = static seen => seen with
        {
            Revisions = [.. seen.Revisions, new RevisionObservation { Revision = "r9", DesiredReplicas = 1, Replicas = 1, ReadyEndpoints = 1 }],
            Traffic = seen.Traffic! with { IsAccepted = false },
        };
        Assert.That(scene.Decide().Status.Clusters![0].Retiring, Is.Null);
        scene.Circumstances["local"] = static seen => seen with { Revisions = [.. seen.Revisions, new RevisionObservation { Revision = "r9", DesiredReplicas = 1, Replicas = 1, ReadyEndpoints = 1 }] };
        Assert.That(scene.Decide().Status.Clusters![0].Retiring!.Single().Revision, Is.EqualTo("r9"));
    }

    [Test]
    public void Former_traffic_goes_when_the_new_one_is_there()
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true };
        Assert.That(scene.Decide().Actions.Single(), Is.EqualTo(new RemoveFormerTraffic(Kubernetes.Meta.ClusterName.Local)));
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = seen.Traffic! with { IsAccepted = false, Observed = Core.Traffic.TrafficSplit.Empty } };
        Assert.That(scene.Decide().Actions.OfType<RemoveFormerTraffic>(), Is.Empty);
        scene = Given.Canary().At(1);
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true };
        Assert.That(scene.Decide().Actions.OfType<RemoveFormerTraffic>(), Is.Empty);
    }

    // r5 to r7 were tried after r1 and r0 were proven.
    private static Scene WithOldRevisions(int limit)
    {
        var scene = Given.Canary().With(spec => spec with { RevisionHistoryLimit = limit });
        foreach (var version in new[] { 7, 6, 5 })
        {
            scene.Member.Revisions.Add(new ModelRevision { Name = Scene.Revision(version) });
            scene.Records.Add(Samples.Record(scene.Spec with { Version = Scene.Version(version) }));
            scene.Status = scene.Status! with { History = [Samples.Proven(version) with { Outcome = RolloutOutcome.Aborted }, .. scene.Status.History!] };
        }

        return scene;
    }

    private static string? Message(Decision decision) => decision.Status.Conditions!.Single(static condition => condition.Type == "Ready").Message;
}
