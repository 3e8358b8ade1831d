using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Rollouts.Table;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>The checks before a start come in a fixed order, and a start writes its intent before anything else.</summary>
public sealed class StartsTests
{
    [Test]
    public void Checks_are_told_in_the_order_in_which_people_can_mend_them()
    {
        var scene = Given.Canary().Naming(2);
        scene.UnsupportedFields = ["spec.mirror"];
        scene.Versions.Remove("2.0.0");
        scene.Policies.Add(Rules.Freeze(scene));
        scene.Spec = scene.Spec with { Paused = true };
        scene.IsTemplateAccepted = scene.WouldAcceptTemplate = false;
        Assert.That(Ready(scene), Is.EqualTo("UnsupportedField"));

        scene.UnsupportedFields = [];
        Assert.That(Ready(scene), Is.EqualTo("VersionNotFound"));

        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { Lifecycle = Lifecycle.Quarantined, IsReady = false };
        Assert.That(Ready(scene), Is.EqualTo("VersionQuarantined"));

        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { Lifecycle = Lifecycle.Retired, IsReady = false };
        Assert.That(Ready(scene), Is.EqualTo("VersionRetired"));

        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { IsReady = false, Reason = "DigestMismatch", Message = "the digest is another one" };
        Assert.That(Ready(scene), Is.EqualTo("DigestMismatch"));

        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { IsReady = false };
        Assert.That(Ready(scene), Is.EqualTo("VersionNotReady"));

        scene.Versions["2.0.0"] = Samples.Version("2.0.0");
        Assert.That(Ready(scene), Is.EqualTo("Frozen"));

        scene.Policies.Clear();
        Assert.That(Ready(scene), Is.EqualTo("SpecPaused"));

        scene.Spec = scene.Spec with { Paused = false };
        Assert.That(Ready(scene), Is.EqualTo("InvalidTemplate"));

        scene.IsTemplateAccepted = true;
        Assert.That(scene.Decide().Status.Candidate?.Revision, Is.EqualTo("r2"));
    }

    [Test]
    public void An_invalid_field_comes_before_an_unsupported_one()
    {
        var snapshot = Given.Canary().Naming(2).Snapshot() with { InvalidFields = [new FieldError("spec.ports", "[]", "at least one")], UnsupportedFields = ["spec.mirror"] };
        var decision = RolloutPlanner.Decide(snapshot, Scene.Noon);
        var stalled = decision.Status.Conditions!.Single(static condition => condition.Type == "Stalled");
        Assert.That((stalled.Reason, stalled.Message), Is.EqualTo(("InvalidSpec", "spec.ports: at least one")));
        Assert.That(decision.Status.Candidate, Is.Null);
    }

    [Test]
    public void A_template_is_asked_about_once_and_an_old_answer_about_another_revision_does_not_count()
    {
        var scene = Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = null);
        Assert.That(scene.Decide().Actions, Is.EqualTo(new[] { new CheckTemplate(scene.Target!) }).Using<PlannedAction>(static (one, other) => one.GetType() == other.GetType()));
        var foreign = scene.Snapshot() with { Template = new TemplateVerdict("r3", IsAccepted: true, Message: null) };
        Assert.That(RolloutPlanner.Decide(foreign, scene.Now).Status.Candidate, Is.Null);
    }

    [Test]
    public void A_refused_template_is_still_told_by_a_process_that_has_not_asked_again()
    {
        var scene = Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = s.WouldAcceptTemplate = false).Rest();
        scene.IsTemplateAccepted = null;
        var stalled = scene.Decide().Status.Conditions!.Single(static condition => condition.Type == "Stalled");
        Assert.That((stalled.Reason, stalled.Message), Is.EqualTo(("InvalidTemplate", "spec.template is refused by the API server: spec.containers: Required value")));
    }

    [Test]
    public void A_start_is_written_down_before_its_record_and_the_record_before_anything_else()
    {
        var scene = Given.Canary().Naming(2);
        var start = scene.Decide();
        Assert.That(start.Status.Candidate, Is.EqualTo(new CandidateStatus
        {
            Version = "2.0.0",
            Digest = Samples.Digest("2.0.0"),
            Revision = "r2",
            Stage = CandidateStage.Progressing,
            Epoch = 3,
            Pace = RolloutPace.Stepwise,
            StartedAt = Stamp.Of(scene.Now),
            Weight = 0,
        }));
        Assert.That(start.Actions.Select(static action => action.GetType().Name), Is.EqualTo(new[] { "RecordRevision" }));
        Assert.That(((RecordRevision)start.Actions[0]).Record.Epoch, Is.EqualTo(3));
        Assert.That(start.RequeueAfter, Is.EqualTo(TimeSpan.Zero));
        Assert.That(start.Events.Select(static told => told.Message), Is.EqualTo(new[] { "2.0.0 (r2) starts against 1.0.0 (r1)" }));
        Assert.That(Given.New().Decide().Events.Single().Message, Is.EqualTo("1.0.0 (r1) starts, the first revision"));
    }

    [Test]
    public void A_retry_freezes_the_plan_anew_and_a_running_trial_keeps_its_own()
    {
        var scene = Given.Canary().At(1).With(static spec => spec with { ProgressDeadlineSeconds = 60 }).Rest();
        Assert.That(PlanOf(scene).ProgressDeadline, Is.EqualTo(TimeSpan.FromSeconds(600)));
        scene.Say("abort", "r2", "a").Rest().Say("retry", "r2", "b").Rest();
        Assert.That(PlanOf(scene).ProgressDeadline, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [TestCase(0, RolloutPace.Stepwise)]
    [TestCase(1, RolloutPace.WithinWindow)]
    public void A_return_skips_steps_only_within_the_window(int window, RolloutPace pace) =>
        Assert.That(Given.Canary().With(spec => spec with { RollbackWindow = window }).Naming(0).Decide().Status.Candidate!.Pace, Is.EqualTo(pace));

    [Test]
    public void A_second_return_is_outside_a_window_of_one()
    {
        var scene = Given.Canary().Promoted();
        Assert.That(scene.Copy().Naming(1).Decide().Status.Candidate!.Pace, Is.EqualTo(RolloutPace.WithinWindow));
        Assert.That(scene.Naming(0).Decide().Status.Candidate!.Pace, Is.EqualTo(RolloutPace.Stepwise));
    }

    [Test]
    public void A_return_within_the_window_needs_no_ready_version_and_no_dry_run()
    {
        var scene = Given.Canary().Naming(0).Set(static s => s.IsTemplateAccepted = null);
        scene.Versions["0.0.0"] = Samples.Version("0.0.0") with { Lifecycle = Lifecycle.Retired, IsReady = false };
        Assert.That(scene.Decide().Status.Candidate?.Revision, Is.EqualTo("r0"));
        scene.Quarantine(0);
        Assert.That(Ready(scene), Is.EqualTo("VersionQuarantined"));
    }

    [Test]
    public void The_environment_and_the_versions_targets_are_checked_for_the_cluster()
    {
        var scene = Given.Canary().Naming(2).With(static spec => spec with { Environment = "prod" });
        scene.Circumstances["local"] = static seen => seen with { Labels = StringMap.Empty.With("modelsync.io/environment", "staging") };
        Assert.That(Ready(scene), Is.EqualTo("EnvironmentMismatch"));
        scene.Spec = scene.Spec with { Environment = "staging" };
        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { Spec = new ModelVersionSpec { DeploymentTargets = ["prod"] } };
        Assert.That(Ready(scene), Is.EqualTo("TargetNotAllowed"));
        scene.Versions["2.0.0"] = Samples.Version("2.0.0") with { Spec = new ModelVersionSpec { DeploymentTargets = ["prod", "staging"] } };
        Assert.That(scene.Decide().Status.Candidate, Is.Not.Null);
    }

    private static Core.Revisions.RolloutPlan PlanOf(Scene scene) => scene.Records.Single(static record => record.Revision == "r2").Plan;

    private static string? Ready(Scene scene) => scene.Decide().Status.Conditions!.Single(static condition => condition.Type == "Ready").Reason;
}
