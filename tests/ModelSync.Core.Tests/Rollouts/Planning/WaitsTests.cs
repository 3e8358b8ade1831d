using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Policies;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Rollouts.Table;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>Whatever stands still says why, by its own cause, in the cluster's part and in the conditions.</summary>
public sealed class WaitsTests
{
    private static readonly PolicySource Approvals = new()
    {
        Kind = "ClusterModelPolicy",
        Name = "people",
        Spec = new ModelPolicySpec { Rules = [new PolicyRule { Name = "four-eyes", Approvals = new ApprovalsRule { Required = 1 } }] },
    };

    [Test]
    public void A_cluster_whose_wave_has_not_come_says_so()
    {
        var scene = Given.Fleet(new PlacementSpec { Waves = [Given.Wave("a"), Given.Wave("b")] }).At(1);
        Assert.That(Why(scene, "b"), Is.EqualTo(("WaitingForWave", "wave wave-a is not through.")));
        Assert.That(scene.Decide().Status, Is.SameAs(scene.Status), "it is said once");
    }

    [Test]
    public void A_cluster_whose_turn_has_not_come_says_so()
    {
        var all = new WaveSpec { Name = "all", Selector = new Kubernetes.Selectors.LabelSelector(), MaxConcurrency = 1 };
        var scene = Given.Fleet(new PlacementSpec { Waves = [all] }).At(1);
        Assert.That(Why(scene, "b"), Is.EqualTo(("WaitingForTurn", "Other clusters of wave all go first.")));
    }

    [Test]
    public void A_cluster_that_is_left_out_says_so()
    {
        var scene = Given.Fleet(new PlacementSpec { SkipUnreachable = true }).Set(static s => Lose(s, "b")).At(1);
        Assert.That(Why(scene, "b").Message, Is.EqualTo("The cluster cannot be reached and is left out; it runs its own steps once it answers."));
    }

    [Test]
    public void What_a_cluster_waited_for_is_gone_when_the_rollout_is()
    {
        var scene = Given.Fleet(new PlacementSpec { Waves = [Given.Wave("a"), Given.Wave("b")] }).At(1).Say("abort", "r2", "a").Rest();
        Assert.That((scene.Candidate, Why(scene, "b")), Is.EqualTo(((CandidateStatus?)null, ((string?)null, (string?)null))));
    }

    [Test]
    public void A_step_that_waits_for_its_gate_says_so()
    {
        var scene = Given.Canary().At(1);
        Assert.That(Why(scene, "local"), Is.EqualTo(("WaitingForGate", $"gate {Samples.StepGate} has not decided yet")));
        Assert.That(scene.Decide().Status, Is.SameAs(scene.Status));
    }

    [Test]
    public void A_promotion_that_waits_for_a_background_gate_says_so()
    {
        var scene = Given.Canary().AtTheEnd();
        scene.Verdicts.Clear();
        scene.Say("promote", "r2", "a").Rest();
        Assert.That(scene.Part.Step, Is.EqualTo(5));
        Assert.That(Why(scene, "local"), Is.EqualTo(("WaitingForGate", $"gate {Samples.BackgroundGate} has not decided yet")));
    }

    [Test]
    public void A_bake_that_goes_on_for_want_of_a_verdict_says_so()
    {
        var scene = Given.Canary().Baking();
        Assert.That(Why(scene, "local").Reason, Is.Null);
        scene.Now += TimeSpan.FromSeconds(121);
        Assert.That(Why(scene.Rest(), "local"), Is.EqualTo(("WaitingForGate", $"gate {Samples.BackgroundGate} has not decided yet")));
    }

    [Test]
    public void Policies_that_cannot_be_read_hold_by_their_own_reason()
    {
        var scene = Given.Canary().At(1);
        scene.Policies.Add(PolicySource.Unknown("ClusterModelPolicy", "its cache is not synced: wait"));
        scene.Rest();
        Assert.That(scene.Status!.Pause!.Reason, Is.EqualTo(PauseReason.Policy));
        Assert.That(scene.Status.Pause.Message, Is.EqualTo("ClusterModelPolicy/* cannot be evaluated: its cache is not synced: wait"));
        Assert.That((Find(scene.Status, ConditionTypes.Ready)!.Reason, Find(scene.Status, ConditionTypes.Paused)!.Reason), Is.EqualTo(("PolicyNotEnforceable", "PolicyNotEnforceable")));
        Assert.That(scene.Decide().Status, Is.SameAs(scene.Status));
    }

    [Test]
    public void Policies_that_cannot_be_read_are_a_warning()
    {
        var scene = Given.Canary().At(1);
        scene.Policies.Add(PolicySource.Unknown("ClusterModelPolicy", "its cache is not synced: wait"));
        Assert.That(scene.Decide().Events.Single(static told => told.Reason == "RolloutPaused").IsWarning, Is.True);
    }

    [Test]
    public void An_approval_that_goes_missing_in_a_trial_is_awaited()
    {
        var scene = Given.Canary().At(1);
        var snapshot = scene.Snapshot() with { Policies = new PolicyView { Policies = [Approvals], Approvals = [], DefaultEnvironment = "prod" } };
        var status = RolloutPlanner.Decide(snapshot, scene.Now).Status;
        Assert.That(status.Pause!.Reason, Is.EqualTo(PauseReason.Policy), "promote must not pass for an approval");
        Assert.That(Find(status, ConditionTypes.Ready)!.Reason, Is.EqualTo("AwaitingApproval"));
        Assert.That(Find(status, ConditionTypes.AwaitingApproval)!.Message, Is.EqualTo(status.Pause.Message));
    }

    [Test]
    public void Another_objection_of_the_policies_is_told_again()
    {
        var scene = Given.Canary().At(1).Set(static s => s.Policies.Add(Rules.Freeze(s))).Rest();
        Assert.That(scene.Decide().Events, Is.Empty);
        var snapshot = scene.Snapshot() with { Policies = new PolicyView { Policies = [Approvals], Approvals = [], DefaultEnvironment = "prod" } };
        Assert.That(RolloutPlanner.Decide(snapshot, scene.Now).Events.Single().Message, Does.Contain("has 0 of 1 approvals"));
    }

    [Test]
    public void A_cluster_that_may_not_be_written_to_waits_for_a_person_by_its_own_reason()
    {
        var scene = Given.Fleet(new PlacementSpec()).At(1);
        scene.Circumstances["b"] = static seen => seen with { WritesRefused = new Impediment("IdentityMismatch", "b is another cluster than before: register it anew") };
        scene.Rest();
        Assert.That((scene.Status!.Phase, scene.Status.Pause!.Reason), Is.EqualTo((RolloutPhase.Paused, PauseReason.WritesRefused)));
        Assert.That((Find(scene.Status, ConditionTypes.Paused)!.Reason, Find(scene.Status, ConditionTypes.Reconciling)), Is.EqualTo(("IdentityMismatch", (Condition?)null)));
    }

    [Test]
    public void A_rollout_that_waits_for_a_lost_cluster_is_paused_and_goes_on_by_itself()
    {
        var scene = Given.Fleet(new PlacementSpec()).At(1).Set(static s => Lose(s, "b")).Rest();
        Assert.That((scene.Status!.Phase, scene.Status.Pause!.Reason), Is.EqualTo((RolloutPhase.Paused, PauseReason.ClusterUnreachable)));
        Assert.That((Find(scene.Status, ConditionTypes.Paused)?.Reason, Find(scene.Status, ConditionTypes.Reconciling)?.Reason), Is.EqualTo(("ClusterUnreachable", "ClusterUnreachable")));
    }

    [Test]
    public void A_lost_cluster_that_is_back_says_what_it_waits_for_now()
    {
        var scene = Given.Fleet(new PlacementSpec { OnClusterLost = ClusterLostMode.Rollback }).At(2).Set(static s => Lose(s, "b")).Rest();
        scene.Now += TimeSpan.FromSeconds(601);
        scene.Rest();
        Assert.That(Why(scene, "b").Reason, Is.EqualTo("ClusterLost"));
        scene.Circumstances.Clear();
        var back = scene.Decide().Status.Clusters!.Single(static part => part.Name == "b");
        Assert.That((back.Stage, back.Failure, back.Reason), Is.EqualTo((ClusterStage.Returning, ReturnReason.ClusterLost, "WaitingForTraffic")));
    }

    [Test]
    public void The_remedy_of_spec_paused_is_told() =>
        Assert.That(Given.Canary().At(1).With(static spec => spec with { Paused = true }).Rest().Status!.Pause!.Message, Is.EqualTo("spec.paused is true: set it to false to go on"));

    [TestCase(true, "; promote accepts the gate, abort goes back")]
    [TestCase(false, "; it goes on once that is mended, abort goes back")]
    public void A_failed_check_that_is_held_offers_only_what_helps(bool isGate, string end)
    {
        var scene = Given.Canary().With(static spec => spec with { OnFailure = FailureMode.Pause }).At(1);
        if (isGate)
        {
            scene.Saying(GateVerdict.Failed);
        }
        else
        {
            scene.Problems["r2"] = new PodProblem(PodProblemKind.CrashLoop, "it crashes");
        }

        Assert.That(scene.Rest().Status!.Pause!.Message, Does.EndWith(end));
    }

    private static void Lose(Scene scene, string name) => scene.Circumstances[name] = static seen => seen with { Reachability = Reachability.Unknown };

    private static (string? Reason, string? Message) Why(Scene scene, string cluster)
    {
        var part = scene.Status!.Clusters!.Single(part => part.Name == cluster);
        return (part.Reason, part.Message);
    }

    private static Condition? Find(ModelRolloutStatus status, string type) => status.Conditions?.SingleOrDefault(condition => condition.Type == type);
}
