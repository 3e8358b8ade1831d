using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>How a rollout ends: in few writes, and with words that are true of it.</summary>
public sealed class EndingsTests
{
    [Test]
    public void A_cluster_that_never_had_traffic_has_none_to_give_back()
    {
        var scene = Given.Fleet(new PlacementSpec { Lockstep = false }).At(1);
        scene.Circumstances["b"] = static seen => seen with { Traffic = null, Revisions = [.. seen.Revisions.Select(static found => found with { ReadyEndpoints = 0, NotReadyFor = TimeSpan.FromMinutes(5) })] };
        scene.Status = scene.Status! with { Clusters = [.. scene.Status.Clusters!.Select(static part => part.Name == "b" ? part with { Weights = null } : part)] };
        scene.Say("abort", "r2", "a").Rest();
        Assert.That(scene.Candidate, Is.Null);
    }

    [Test]
    public void A_route_that_was_deleted_on_the_way_back_is_made_again_before_anything_counts_as_back()
    {
        var scene = Given.Canary().At(2).Say("abort", "r2", "a");
        scene.Status = scene.Decide().Status;
        scene.Member.DeleteTraffic();

        var next = scene.Decide();
        Assert.That((next.Status.Candidate?.Stage, next.Actions.OfType<ApplyTraffic>().Single().Split), Is.EqualTo((CandidateStage.Returning, TrafficSplit.Between("r1", "r2", 0))));
        Assert.That((scene.Rest().Candidate, scene.Member.Observe().Traffic!.Observed.Sole), Is.EqualTo(((CandidateStatus?)null, "r1")));
    }

    [Test]
    public void The_end_of_a_bake_is_two_writes()
    {
        var scene = Given.Canary().Baking().Passing().Rest();
        scene.Now += TimeSpan.FromSeconds(121);
        Assert.That(Writes(scene), Is.EqualTo(2));
        Assert.That((scene.Status!.Phase, scene.Status.Weights!.Single().Revision), Is.EqualTo((RolloutPhase.Healthy, "r2")));
    }

    [Test]
    public void A_start_is_two_writes()
    {
        var scene = Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = null);
        Assert.That(Writes(scene, static s => s.Part.Step is null), Is.EqualTo(2));
    }

    [Test]
    public void A_dry_run_alone_writes_nothing_and_a_verb_beside_it_is_written()
    {
        var scene = Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = null);
        Assert.That(scene.Decide().Status, Is.SameAs(scene.Status));
        Assert.That(scene.Say("promote", "r2", "a").Decide().Status.LastAction!.Id, Is.EqualTo("a"));
    }

    [Test]
    public void A_gate_that_promote_full_skips_is_not_left_running()
    {
        var scene = Given.Canary().At(1);
        Assert.That(scene.Status!.Gates!.Single(static gate => gate.Name == Samples.StepGate).Verdict, Is.EqualTo(GateVerdict.Running));
        scene.Say("promote-full", "r2", "a").Rest();
        Assert.That(scene.Status!.Gates!.Select(static gate => gate.Name), Has.None.EqualTo(Samples.StepGate));
    }

    [Test]
    public void A_gate_is_not_left_running_by_an_abort()
    {
        var scene = Given.Canary().At(1).Say("abort", "r2", "a").Rest();
        Assert.That(scene.Status!.Gates!.Select(static gate => gate.Verdict), Has.None.EqualTo(GateVerdict.Running));
    }

    [Test]
    public void A_first_version_that_failed_is_remembered_by_its_failure()
    {
        var scene = Given.New().Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake").Saying(GateVerdict.Failed).Rest();
        scene.Naming(2);
        scene.Verdicts.Clear();
        var entry = scene.Rest().Status!.History![0];
        Assert.That(entry.Outcome, Is.EqualTo(RolloutOutcome.Superseded));
        Assert.That(entry.Reason, Does.StartWith("GateFailed: gate ").And.EndsWith("; then the spec named 2.0.0 (r2)"));
    }

    [Test]
    public void A_candidate_that_never_had_traffic_is_not_said_to_lose_it()
    {
        var scene = Given.Canary().Naming(2).Set(static s => s.Slow.Add("r2")).Rest().Naming(3);
        Assert.That(scene.Decide().Events.Select(static told => (told.IsWarning, told.Reason, told.Message)), Is.EqualTo(new[]
        {
            (false, "CandidateGivenUp", "2.0.0 (r2) is given up before it had traffic: the spec names 3.0.0 (r3) now"),
            (false, "Superseded", "2.0.0 (r2) has no traffic; 1.0.0 (r1) serves"),
        }));
    }

    [Test]
    public void A_candidate_with_traffic_goes_back() =>
        Assert.That(Given.Canary().At(2).Naming(3).Decide().Events[0], Is.EqualTo(new RolloutEvent(IsWarning: false, "RollbackStarted", "2.0.0 (r2) goes back to 1.0.0 (r1): the spec names 3.0.0 (r3) now")));

    [Test]
    public void A_step_that_promote_ends_is_told()
    {
        var scene = Given.Canary().At(2).Say("promote", "r2", "a");
        Assert.That(scene.Decide().Events.Select(static told => told.Message), Does.Contain("step 3 is passed"));
    }

    [Test]
    public void A_rollout_that_failed_somewhere_says_so_at_its_end_and_the_clusters_that_follow_are_told_apart()
    {
        var scene = Given.Fleet(new PlacementSpec { MaxFailures = 1, Lockstep = false }).At(1);
        scene.Circumstances["b"] = static seen => seen with
        {
            Revisions = [.. seen.Revisions.Select(static found => found.Revision == "r2" ? found with { ReadyEndpoints = 0, Problem = new PodProblem(PodProblemKind.CrashLoop, "it crashes.") } : found)],
        };
        var end = Told(scene.Passing().Set(static s => s.Rest()), "RolloutCompleted");
        Assert.That(end, Is.EqualTo(new RolloutEvent(IsWarning: true, "RolloutCompleted", "2.0.0 (r2) is stable, but not in b, which still serves r1 (it crashes)")));

        scene.Circumstances.Clear();
        scene.Say("retry", "r2", "again");
        Assert.That(Told(scene, "RolloutCompleted").Message, Is.EqualTo("2.0.0 (r2) serves in b, too"));
    }

    // By what was asked for, what is in force, and what is masked.
    [TestCase(25, 0, null)]
    [TestCase(0, 25, null)]
    [TestCase(0, 0, 25)]
    public void A_candidate_whose_traffic_only_the_status_knows_goes_back(int desired, int observed, int? masked)
    {
        var scene = Given.Canary().At(2).Naming(3);
        scene.Circumstances["local"] = static seen => seen with { Traffic = null };
        scene.Status = scene.Status! with { Weights = [new WeightStatus { Revision = "r2", Desired = desired, Observed = observed, Masked = masked }] };
        Assert.That(scene.Decide().Events[0].Reason, Is.EqualTo("RollbackStarted"));
    }

    private static int Writes(Scene scene, Func<Scene, bool>? goesOn = null)
    {
        var writes = 0;
        for (var i = 0; i < 12 && goesOn?.Invoke(scene) != false; i++)
        {
            var before = scene.Status;
            scene.Step();
            writes += ReferenceEquals(before, scene.Status) ? 0 : 1;
        }

        return writes;
    }

    private static RolloutEvent Told(Scene scene, string reason)
    {
        for (var i = 0; i < 200; i++)
        {
            if (scene.Status!.Pause?.Reason == PauseReason.AwaitingPromotion)
            {
                scene.Say("promote", "r2", $"on-{i}");
            }

            var decision = scene.Decide();
            if (decision.Events.FirstOrDefault(told => told.Reason == reason) is { } found)
            {
                scene.Step();
                return found;
            }

            if (!scene.Step() && decision.RequeueAfter is { } wait)
            {
                scene.Now += wait + TimeSpan.FromSeconds(1);
            }
        }

        throw new InvalidOperationException($"{reason} was never told");
    }
}
