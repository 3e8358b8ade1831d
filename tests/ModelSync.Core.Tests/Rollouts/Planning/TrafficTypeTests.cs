using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>A new traffic.type takes effect at once while nothing is on trial, one thing after the other, and never in the middle of a trial.</summary>
public sealed class TrafficTypeTests
{
    private static readonly TrafficSpec Gateway = new() { Type = TrafficType.GatewayAPI };
    private static readonly TrafficSpec Istio = new() { Type = TrafficType.Istio };
    private static readonly TrafficSpec Service = new() { Type = TrafficType.Service };

    [Test]
    public void Stable_is_served_by_the_type_of_the_spec_and_not_by_that_of_its_record()
    {
        var scene = Recorded(Given.Canary(), Service);
        scene.Circumstances["local"] = static seen => seen with { Traffic = seen.Traffic! with { Written = TrafficSplit.All("r0") } };

        Assert.That(scene.Decide().Actions.OfType<ApplyTraffic>().Single().Split, Is.EqualTo(TrafficSplit.All("r1")));
    }

    [Test]
    public void A_trial_waits_until_the_new_route_serves()
    {
        var scene = Given.Canary().Naming(2);
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = seen.Traffic! with { IsAccepted = false } };
        var decision = scene.Decide();
        Assert.That((decision.Status.Candidate, Ready(decision).Reason), Is.EqualTo(((CandidateStatus?)null, "TrafficTypeChanging")));
        Assert.That(Ready(decision).Message, Does.Contain("local still serves by the route of the former traffic.type, because GatewayAPI is not in force there yet"));

        scene.Circumstances.Clear();
        Assert.That(scene.Decide().Status.Candidate?.Revision, Is.EqualTo("r2"));
    }

    [Test]
    public void A_trial_does_not_wait_for_the_route_of_a_lost_cluster()
    {
        var scene = Given.Canary().Naming(2);
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Reachability = Reachability.Unknown };
        Assert.That(scene.Decide().Status.Candidate?.Revision, Is.EqualTo("r2"));
    }

    [Test]
    public void The_former_route_goes_although_stable_has_lost_its_pods()
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = static seen => seen with
        {
            HasFormerTraffic = true,
            Revisions = [.. seen.Revisions.Select(static revision => revision with { ReadyEndpoints = 0, NotReadyFor = TimeSpan.FromMinutes(1) })],
        };
        Assert.That(scene.Decide().Actions.OfType<RemoveFormerTraffic>(), Has.Exactly(1).Items);
    }

    [TestCase("r1", 1)]
    [TestCase("r0", 0)]
    public void Where_serving_was_stopped_the_former_route_goes_only_when_the_new_one_has_all_at_stable(string serving, int removals)
    {
        var scene = Given.Canary().With(static spec => spec with { OnQuarantine = QuarantineMode.StopServing }).Quarantine(0).Quarantine(1).Rest();
        scene.Circumstances["local"] = seen => seen with { HasFormerTraffic = true, Traffic = seen.Traffic! with { Written = TrafficSplit.All(serving), Observed = TrafficSplit.All(serving) } };
        Assert.That(scene.Decide().Actions.OfType<RemoveFormerTraffic>(), Has.Exactly(removals).Items);
    }

    [Test]
    public void The_former_route_stays_while_the_new_one_is_not_there()
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = null };
        Assert.That(scene.Decide().Actions.Single(), Is.EqualTo(new ApplyTraffic(Kubernetes.Meta.ClusterName.Local, TrafficSplit.All("r1"), ServiceSelector.Narrow("r1"))));
    }

    [Test]
    public void A_first_version_that_is_superseded_gives_way_to_the_new_type_before_the_next_one_starts()
    {
        var scene = Given.New().Passing().Until(static s => s.Part.Stage == ClusterStage.Baking, "the bake").Rest();
        scene.Status = scene.Status! with { Failed = new FailedRevisionStatus { Revision = "r1" } };
        var decision = scene.Naming(2).With(static spec => spec with { Traffic = Istio }).Decide();
        Assert.That((decision.Status.Stable?.Revision, decision.Status.Candidate, decision.RequeueAfter), Is.EqualTo(("r1", (CandidateStatus?)null, (TimeSpan?)TimeSpan.Zero)));
    }

    [Test]
    public void An_eviction_moves_what_is_there_although_the_older_plan_had_another_type()
    {
        var scene = Recorded(Given.Canary(), Istio).Quarantine(1);
        scene.Step();
        Assert.That(scene.Decide().Actions.OfType<RecordRevision>().Concat(scene.Records.Where(static record => record.Revision == "r0").Select(static record => new RecordRevision(record)))
            .First().Record.Plan.Traffic.Type, Is.EqualTo(TrafficType.GatewayAPI));
    }

    [Test]
    public void Traffic_is_available_while_the_former_route_serves_it()
    {
        var scene = Given.Canary();
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = null };
        Assert.That(Status(scene, "Available"), Is.EqualTo("True"));
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = seen.Traffic! with { IsAccepted = false, Observed = TrafficSplit.Empty } };
        Assert.That(Status(scene, "Available"), Is.EqualTo("True"));
        scene.Circumstances["local"] = static seen => seen with { HasFormerTraffic = true, Traffic = null, Revisions = [] };
        Assert.That(Status(scene, "Available"), Is.EqualTo("False"));
        scene.Circumstances["local"] = static seen => seen with { Traffic = null };
        Assert.That(Status(scene, "Available"), Is.EqualTo("False"));
    }

    [Test]
    public void A_new_type_is_pending_while_a_trial_goes_on_and_not_after_it()
    {
        Assert.That(Status(Given.Canary().At(1).With(static spec => spec with { Traffic = Istio }), "PlanPending"), Is.EqualTo("True"));
        Assert.That(Status(Given.Canary().With(static spec => spec with { Traffic = Istio }), "PlanPending"), Is.Null);
    }

    [Test]
    public void The_frozen_plan_counts_while_its_trial_goes_on_and_the_spec_otherwise()
    {
        var trial = Given.Canary().At(1).With(static spec => spec with { Traffic = Istio });
        Assert.That(InForce(trial), Is.EqualTo(TrafficType.GatewayAPI));

        // A record of an earlier trial says nothing about this one.
        trial.Status = trial.Status! with { Candidate = trial.Candidate! with { Epoch = trial.Candidate.Epoch + 1 } };
        Assert.That(InForce(trial), Is.EqualTo(TrafficType.Istio));
        Assert.That(InForce(Recorded(Given.Canary(), Service).With(static spec => spec with { Traffic = Gateway })), Is.EqualTo(TrafficType.GatewayAPI));
        Assert.That(InForce(Given.Canary().With(static spec => spec with { Traffic = null })), Is.EqualTo(TrafficType.Service));
    }

    private static TrafficType InForce(Scene scene) => TrafficInForce.TypeOf(TrafficInForce.Of(scene.Snapshot().Rollout, scene.Records));

    private static Kubernetes.Meta.Condition Ready(Decision decision) => decision.Status.Conditions!.Single(static condition => condition.Type == "Ready");

    private static string? Status(Scene scene, string condition) => scene.Decide().Status.Conditions!.FirstOrDefault(each => each.Type == condition)?.Status.ToString();

    private static Scene Recorded(Scene scene, TrafficSpec traffic)
    {
        for (var i = 0; i < scene.Records.Count; i++)
        {
            scene.Records[i] = scene.Records[i] with { Plan = scene.Records[i].Plan with { Traffic = traffic } };
        }

        return scene;
    }
}
