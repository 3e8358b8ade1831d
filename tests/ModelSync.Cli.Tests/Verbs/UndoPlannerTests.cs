using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts.Planning;

namespace ModelSync.Cli.Verbs;

public sealed class UndoPlannerTests
{
    private static readonly ModelVersion[] Versions = [Samples.Version("1.0.0"), Samples.Version("1.5.0", ",\"lifecycle\":\"Quarantined\""), Samples.Version("2.0.0")];

    [Test]
    public void It_goes_to_the_version_that_was_promoted_before() =>
        Assert.That(Plan(Samples.Promoted()), Is.EqualTo(new VerbPlan.Change("version", "\"1.0.0\"", "spec.version is 1.0.0 now, and was 2.0.0")));

    [Test]
    public void After_a_rollback_it_sets_the_spec_to_what_serves() =>
        Assert.That(Plan(Samples.RolledBack()), Is.EqualTo(new VerbPlan.Change("version", "\"1.0.0\"", "spec.version is 1.0.0 now, and was 2.0.0")));

    [Test]
    public void With_keep_spec_it_is_the_operators_own_verb()
    {
        var plan = (VerbPlan.Annotate)Plan(Samples.Promoted(), keepsSpec: true);

        Assert.That(VerbParser.TryParseAction(plan.Value, out var verb, out var error), error);
        Assert.That(verb, Is.EqualTo(new Verb(RolloutVerb.Undo, "id-1", Samples.Candidate, Samples.Stable)));
        Assert.That(plan.Goal, Is.EqualTo(Samples.Stable));
    }

    private static IEnumerable<TestCaseData<ModelRollout, string?, bool, string>> Refusals()
    {
        var trial = Samples.Trial("Progressing", "Progressing");
        yield return new(Samples.Rollout("\"phase\":\"Pending\""), null, false, "nothing was promoted yet, so there is nothing to go back to");
        yield return new(trial, null, false, "2.0.0 (mtr6sz4p9q) is on trial and 1.0.0 is stable: `kubectl modelsync abort fraud -n shop` sends it back, `kubectl modelsync undo fraud -n shop --to 1.0.0` does so by the spec");
        yield return new(trial, null, true, "2.0.0 (mtr6sz4p9q) is on trial: `kubectl modelsync abort fraud -n shop` first");
        yield return new(Samples.Promoted(), "2.0.0", false, "spec.version is 2.0.0 already");
        yield return new(Samples.Promoted(), "3.0.0", false, "there is no ModelVersion of fraud-detector with version 3.0.0 in namespace shop: there are 1.0.0, 1.5.0, 2.0.0");
        yield return new(Samples.Promoted(), "1.5.0", false, "1.5.0 is Quarantined and is not started any more: name another one with --to VERSION");
        yield return new(Samples.Promoted(), "1.5.0", true, "1.5.0 is no revision that was promoted here before: choose one of 1.0.0 (c8bmqw99kh)");
        yield return new(Samples.Healthy(), null, false, "history knows no version that was promoted before 2.0.0: name one with --to VERSION; `kubectl modelsync versions -n shop` lists them");
        yield return new(Samples.Healthy(), null, true, "history knows no revision that was promoted before 2.0.0 (mtr6sz4p9q)");
        yield return new(
            Samples.Healthy(",\"history\":[{\"version\":\"2.0.0\",\"revision\":\"otherother\",\"outcome\":\"Promoted\"}]"),
            null,
            false,
            "the revision before, otherother, has the same version 2.0.0 and another template: put the old template back, or go to that revision with --keep-spec");
    }

    [TestCaseSource(nameof(Refusals))]
    public void What_does_not_apply_is_refused_with_reason_and_remedy(ModelRollout rollout, string? to, bool keepsSpec, string reason) =>
        Assert.That(Plan(rollout, to, keepsSpec), Is.EqualTo(new VerbPlan.Refused(reason)));

    private static VerbPlan Plan(ModelRollout rollout, string? to = null, bool keepsSpec = false) =>
        UndoPlanner.Plan(rollout, new VerbOrder(VerbKind.Undo, "id-1") { To = to, KeepsSpec = keepsSpec, Flags = " -n shop" }, Versions);
}
