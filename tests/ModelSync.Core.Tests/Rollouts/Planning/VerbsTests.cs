using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Planning;

public sealed class VerbsTests
{
    [Test]
    public void Act_RepeatedId_HasEffectOnce()
    {
        var scene = Given.Canary().At(2).Say("promote", "r2", "a");
        var decision = scene.Decide();
        Assert.That(decision.Status.LastAction, Is.EqualTo(new ActionStatus { Id = "a", Verb = RolloutVerb.Promote, Revision = "r2", Outcome = ActionOutcome.Done, Time = Stamp.Of(scene.Now) }));
        Assert.That(decision.Events.Select(static told => told.Message), Has.Some.EqualTo("Promote (id a): 2.0.0 (r2) goes on"));

        scene.Rest();
        Assert.That(scene.Part.Step, Is.EqualTo(4));
        Assert.That(scene.Decide().Events, Is.Empty);
    }

    [TestCase("promote", "r9", "Promote (id a) had no effect: it is meant for r9, r2 is on trial")]
    [TestCase("promote-full", "r9", "PromoteFull (id a) had no effect: it is meant for r9, r2 is on trial")]
    [TestCase("abort", "r9", "Abort (id a) had no effect: abort is meant for r9, r2 is on trial")]
    [TestCase("retry", "r2", "Retry (id a) had no effect: retry is meant for r2, nothing has failed")]
    [TestCase("undo", "r2", "Undo (id a) had no effect: undo is meant for r2, r1 is stable")]
    public void Act_AnotherRevision_IsStale(string verb, string revision, string message)
    {
        var decision = Given.Canary().At(2).Say(verb, revision, "a").Decide();
        Assert.That((decision.Status.LastAction ?? decision.Status.LastAbort)!.Outcome, Is.EqualTo(ActionOutcome.Stale));
        Assert.That(decision.Events, Is.EqualTo(new[] { new RolloutEvent(IsWarning: true, "ActionStale", message) }));
    }

    [Test]
    public void Act_NothingOnTrial_SaysSo()
    {
        var decision = Given.New().Set(static s => s.Versions.Clear()).Rest().Say("abort", "r1", "a").Say("undo", "r1", "b").Decide();
        Assert.That(decision.Events.Select(static told => told.Message), Is.EqualTo(new[]
        {
            "Abort (id a) had no effect: abort is meant for r1, nothing is on trial", "Undo (id b) had no effect: undo is meant for r1, nothing is stable yet",
        }));
        Assert.That(Given.Canary().Say("promote", "r2", "c").Decide().Events.Single().Message, Is.EqualTo("Promote (id c) had no effect: it is meant for r2, nothing is on trial"));
    }

    [TestCase("modelsync.io/abort", "The annotation modelsync.io/abort was not acted on: \"now\" is not NAME=VALUE, or stands there twice")]
    [TestCase("modelsync.io/action", "The annotation modelsync.io/action was not acted on: \"now\" is no verb: write promote, promote-full, retry or undo, as in \"promote;revision=R;id=X\"")]
    public void Act_Unreadable_IsRefusedOnce(string annotation, string message)
    {
        var scene = Given.Canary();
        scene.Annotations = scene.Annotations.With(annotation, "now");
        var decision = scene.Decide();
        Assert.That(decision.Events, Is.EqualTo(new[] { new RolloutEvent(IsWarning: true, "InvalidAction", message) }));
        var note = decision.Status.LastAbort ?? decision.Status.LastAction;
        Assert.That((note!.Outcome, note.Id), Is.EqualTo((ActionOutcome.Invalid, Core.Rollouts.Planning.VerbParser.IdOf("now"))));
        Assert.That(decision.Status.LastAbort?.Verb, Is.EqualTo(annotation.EndsWith("abort", StringComparison.Ordinal) ? RolloutVerb.Abort : (RolloutVerb?)null));
        Assert.That(scene.Rest().Decide().Events, Is.Empty);
    }

    [TestCase(128, 63, ActionOutcome.Stale)]
    [TestCase(129, 63, ActionOutcome.Invalid)]
    [TestCase(128, 64, ActionOutcome.Invalid)]
    public void Act_LongIdOrRevision_IsRefusedBeforeTheStatusIs(int id, int revision, ActionOutcome outcome)
    {
        var (name, request) = (new string('r', revision), new string('i', id));
        Assert.That(Given.Canary().Say("abort", name, request).Decide().Status.LastAbort!.Outcome, Is.EqualTo(outcome));
        Assert.That(Given.Canary().Say("promote", name, request).Decide().Status.LastAction!.Outcome, Is.EqualTo(outcome));
    }

    [TestCase("promote", true)]
    [TestCase("promote", false)]
    [TestCase("promote-full", true)]
    [TestCase("promote-full", false)]
    public void Promote_RecordOfTheTrialNotSeenYet_IsKeptUntilItIs(string verb, bool isOlderOneSeen)
    {
        var scene = Given.Canary().At(2).Say(verb, "r2", "a");
        var record = scene.Records.Find(static known => known.Revision == "r2")!;
        scene.Records.Remove(record);
        if (isOlderOneSeen)
        {
            scene.Records.Add(record with { Epoch = record.Epoch - 1 });
        }

        var unseen = scene.Decide().Status;
        Assert.That((unseen.LastAction, unseen.Candidate!.Pace, unseen.Clusters![0].Step), Is.EqualTo(((ActionStatus?)null, RolloutPace.Stepwise, 2)));
        Assert.That(scene.Copy().Say("abort", "r2", "b").Decide().Status.LastAction!.Outcome, Is.EqualTo(ActionOutcome.NotApplicable), "nothing is kept for an aborted trial");

        scene.Records.RemoveAll(static known => known.Revision == "r2");
        scene.Records.Add(record);
        var seen = scene.Decide().Status;
        Assert.That((seen.LastAction!.Outcome, seen.Clusters![0].Step), Is.EqualTo((ActionOutcome.Done, verb == "promote" ? 3 : 5)));
    }

    [Test]
    public void Promote_AnotherRevisionWhileTheRecordIsNotSeen_IsStaleAtOnce()
    {
        var scene = Given.Canary().At(2).Set(static s => s.Records.RemoveAll(static record => record.Revision == "r2"));
        Assert.That(scene.Say("promote-full", "r9", "a").Decide().Status.LastAction!.Outcome, Is.EqualTo(ActionOutcome.Stale));
    }

    [Test]
    public void Undo_Refusals_NameTheRemedy()
    {
        Assert.That(Message(Given.Canary().At(2).Say("undo", "r1", "a")), Is.EqualTo("Undo (id a) had no effect: r2 is on trial: abort it first"));
        Assert.That(Message(Given.Canary().Say("undo", "r1", "a", "r7")), Is.EqualTo("Undo (id a) had no effect: r7 is not an earlier proven revision on record"));
        Assert.That(Message(Given.Canary().Say("undo", "r1", "a", "r1")), Is.EqualTo("Undo (id a) had no effect: r1 is not an earlier proven revision on record"));
        Assert.That(Message(Given.Canary().Set(static s => s.Quarantine(0)).Say("undo", "r1", "a", "r0")), Is.EqualTo("Undo (id a) had no effect: 0.0.0 is quarantined: name another one with to=REVISION"));
        Assert.That(Message(Given.Canary().Set(static s => s.Quarantine(0)).Say("undo", "r1", "a")), Is.EqualTo("Undo (id a) had no effect: there is no earlier proven revision on record"));
        Assert.That(Message(Given.Canary().Set(static s => s.Records.RemoveAll(static record => record.Revision == "r0")).Say("undo", "r1", "a", "r0")), Does.EndWith("on record"));
    }

    [Test]
    public void Undo_Done_LastsUntilTheTargetChanges()
    {
        var scene = Given.Canary().Say("undo", "r1", "a");
        Assert.That(scene.Decide().Status.Override, Is.EqualTo(new OverrideStatus { Revision = "r0", Target = "r1", Since = Stamp.Of(scene.Now) }));
        scene.Passing().Until(static s => s.Status!.Stable!.Revision == "r0", "r0").Rest();
        Assert.That(scene.Status!.Override, Is.Not.Null);
        var next = scene.Naming(3).Decide();
        Assert.That(next.Status.Override, Is.Null);
        Assert.That(next.Events[0], Is.EqualTo(new RolloutEvent(IsWarning: false, "OverrideEnded", "the spec names 3.0.0 (r3) now; the undo to 0.0.0 (r0) is over")));
    }

    [Test]
    public void Retry_WrittenDuringTheReturn_ActsAtItsEnd()
    {
        var scene = Given.Canary().At(1).Set(static s => s.IsRouteSlow = true).Say("abort", "r2", "a").Rest().Say("retry", "r2", "b");
        Assert.That(scene.Decide().Status.LastAction, Is.Null);
        scene.IsRouteSlow = false;
        scene.Step();
        scene.Rest();
        Assert.That((scene.Status!.LastAction!.Outcome, scene.Candidate?.Revision, scene.Status.Failed), Is.EqualTo((ActionOutcome.Done, "r2", (FailedRevisionStatus?)null)));
    }

    [Test]
    public void Retry_AnotherRevisionFailedLast_IsStale() =>
        Assert.That(
            Message(Given.Canary().At(1).Say("abort", "r2", "a").Rest().Say("retry", "r3", "b")), Is.EqualTo("Retry (id b) had no effect: retry is meant for r3, r2 failed last"));

    private static string Message(Scene scene) => scene.Decide().Events.Single(static told => told.Reason.StartsWith("Action", StringComparison.Ordinal)).Message;
}
