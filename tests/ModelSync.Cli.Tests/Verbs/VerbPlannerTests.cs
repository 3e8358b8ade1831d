using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts.Planning;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Verbs;

public sealed class VerbPlannerTests
{
    [TestCase("AwaitingPromotion")]
    [TestCase("PauseStep")]
    [TestCase("InconclusiveGate")]
    [TestCase("FailedCheck")]
    public void Promote_names_the_candidate_and_is_read_by_the_operator(string reason)
    {
        var plan = (VerbPlan.Annotate)Plan(Samples.Waiting(reason), VerbKind.Promote);

        Assert.That(plan.Key, Is.EqualTo("modelsync.io/action"));
        Assert.That(VerbParser.TryParseAction(plan.Value, out var verb, out var error), error);
        Assert.That(verb, Is.EqualTo(new Verb(RolloutVerb.Promote, "id-1", Samples.Candidate, null)));
    }

    [Test]
    public void Promote_full_and_retry_are_read_by_the_operator()
    {
        var full = (VerbPlan.Annotate)Plan(Samples.Trial("Progressing", "Progressing"), VerbKind.PromoteFull);
        var retry = (VerbPlan.Annotate)Plan(Samples.RolledBack(), VerbKind.Retry);

        Assert.That(VerbParser.TryParseAction(full.Value, out var first, out _) && first.Kind == RolloutVerb.PromoteFull);
        Assert.That(VerbParser.TryParseAction(retry.Value, out var second, out _) && second == new Verb(RolloutVerb.Retry, "id-1", Samples.Candidate, null));
    }

    [Test]
    public void Abort_is_an_annotation_of_its_own()
    {
        var plan = (VerbPlan.Annotate)Plan(Samples.Trial("Baking", "Baking"), VerbKind.Abort);

        Assert.That(plan.Key, Is.EqualTo("modelsync.io/abort"));
        Assert.That(VerbParser.TryParseAbort(plan.Value, out var verb, out var error), error);
        Assert.That(verb, Is.EqualTo(new Verb(RolloutVerb.Abort, "id-1", Samples.Candidate, null)));
        Assert.That(plan.Done, Is.EqualTo("2.0.0 (mtr6sz4p9q) goes back to 1.0.0 (c8bmqw99kh)"));
    }

    [Test]
    public void A_retry_during_the_return_is_kept_for_later()
    {
        var returning = Samples.Trial("RollingBack", "Returning", $$""","failed":{"version":"2.0.0","revision":"{{Samples.Candidate}}"}""");

        Assert.That(Plan(returning, VerbKind.Retry), Is.InstanceOf<VerbPlan.Annotate>().With.Property(nameof(VerbPlan.Annotate.IsForLater)).True);
    }

    private static IEnumerable<TestCaseData<ModelRollout, string, string>> Refusals()
    {
        yield return new(Samples.Healthy(), "Promote", "nothing is on trial: 2.0.0 has all traffic.");
        yield return new(Samples.RolledBack(), "Promote", "nothing is on trial: 2.0.0 (mtr6sz4p9q) went back (GateFailed) and is not tried again by itself; `kubectl modelsync retry fraud -n shop` does");
        yield return new(Samples.Trial("Progressing", "Progressing"), "Promote", "nothing waits for a person: nothing is known yet. To skip the steps that are left: `kubectl modelsync promote --full fraud -n shop`");
        yield return new(Samples.Waiting("SpecPaused"), "Promote", "spec.paused holds it, not a step: `kubectl modelsync resume fraud -n shop` lets it go on");
        yield return new(Samples.Waiting("Policy"), "Promote", "it does not wait for a person, but for something that promote cannot give (Policy): MESSAGE");
        yield return new(Samples.Trial("Baking", "Baking"), "PromoteFull", "2.0.0 (mtr6sz4p9q) has all traffic and is baking: it is promoted by itself at the end of that");
        yield return new(Samples.Trial("Promoting", "Promoting"), "PromoteFull", "2.0.0 (mtr6sz4p9q) has no steps left to skip: it is getting all traffic now");
        yield return new(Samples.Healthy(), "Abort", "nothing is on trial, so there is nothing to abort: to leave 2.0.0 for an earlier version, `kubectl modelsync undo fraud -n shop`");
        yield return new(Samples.Trial("RollingBack", "Returning", """,'unused':1""".Replace('\'', '"')), "Abort", "2.0.0 (mtr6sz4p9q) is on its way back already ()");
        yield return new(Samples.Healthy(), "Retry", "nothing has failed, so there is nothing to try again: 2.0.0 has all traffic.");
        yield return new(Samples.Trial("Paused", "Progressing", spec: "\"version\":\"2.0.0\",\"paused\":true"), "Pause", "it is paused already: `kubectl modelsync resume fraud -n shop` lets it go on");
        yield return new(Samples.Waiting("AwaitingPromotion"), "Resume", "spec.paused is not set: it is a step that waits, and `kubectl modelsync promote fraud -n shop` goes on");
        yield return new(Samples.Rollout("\"phase\":\"Healthy\"", metadata: ",\"deletionTimestamp\":\"2030-01-01T12:00:00Z\""), "Pause", "fraud is being deleted");
    }

    [TestCaseSource(nameof(Refusals))]
    public void What_does_not_apply_is_refused_with_reason_and_remedy(ModelRollout rollout, string kind, string reason) =>
        Assert.That(Plan(rollout, Enum.Parse<VerbKind>(kind)), Is.EqualTo(new VerbPlan.Refused(reason)));

    [Test]
    public void A_patch_is_on_condition_of_what_was_read()
    {
        var annotate = VerbWriter.Body(new VerbPlan.Annotate("modelsync.io/abort", "revision=r;id=x", ""), "7");
        var change = VerbWriter.Body(new VerbPlan.Change("paused", "true", ""), "7");
        var last = VerbWriter.Body(new VerbPlan.Annotate("modelsync.io/abort", "revision=r;id=x", ""), resourceVersion: null);

        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(annotate.Span), Is.EqualTo("""{"metadata":{"resourceVersion":"7","annotations":{"modelsync.io/abort":"revision=r;id=x"}}}"""));
            Assert.That(Encoding.UTF8.GetString(change.Span), Is.EqualTo("""{"metadata":{"resourceVersion":"7"},"spec":{"paused":true}}"""));
            Assert.That(Encoding.UTF8.GetString(last.Span), Is.EqualTo("""{"metadata":{"annotations":{"modelsync.io/abort":"revision=r;id=x"}}}"""));
        });
    }

    [Test]
    public void Whoever_writes_from_Git_is_found_by_managers_labels_and_annotations()
    {
        var flux = new ObjectMeta { Name = "a", Labels = [KeyValuePair.Create("kustomize.toolkit.fluxcd.io/name", "apps")] };

        Assert.Multiple(() =>
        {
            Assert.That(GitOwner.Of(flux, []), Is.EqualTo("Flux"));
            Assert.That(GitOwner.Of(new ObjectMeta { Name = "a" }, ["kubectl-client-side-apply", "argocd-controller"]), Is.EqualTo("Argo CD"));
            Assert.That(GitOwner.Of(new ObjectMeta { Name = "a" }, ["kubectl-client-side-apply", "modelsync"]), Is.Null);
            Assert.That(GitOwner.NoteOn("Flux", "spec.version", hasVerb: true), Is.EqualTo("Flux manages this rollout and will set spec.version again from Git: commit the change there too, or use --keep-spec, which leaves the spec alone."));
        });
    }

    private static VerbPlan Plan(ModelRollout rollout, VerbKind kind) => VerbPlanner.Plan(rollout, new VerbOrder(kind, "id-1") { Flags = " -n shop" });
}
