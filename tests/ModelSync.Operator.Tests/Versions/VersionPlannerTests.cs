using ModelSync.Api.Digests;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Events;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>How a version becomes ready, and what stands in its way.</summary>
public sealed class VersionPlannerTests
{
    [Test]
    public void A_new_version_is_being_resolved()
    {
        var plan = VersionPlanner.Decide(Sample.Snapshot());

        Assert.That(plan.Status.Phase, Is.EqualTo(ModelVersionPhase.Resolving));
        Assert.That(plan.Status.Condition("Ready"), Has.Property("Status").EqualTo("Unknown").And.Property("Reason").EqualTo("Resolving"));
        Assert.That(plan.Status.Condition("Reconciling").Status, Is.EqualTo("True"));
        Assert.That(plan.Events, Is.Empty);
    }

    [Test]
    public void A_resolved_version_is_pinned_and_ready()
    {
        var plan = VersionPlanner.Decide(Sample.Snapshot() with { Resolution = Sample.Resolved });

        var status = plan.Status;
        Assert.That(status.Phase, Is.EqualTo(ModelVersionPhase.Ready));
        Assert.That(status.PackageDigest, Is.EqualTo(PackageDigest.Of(Sample.Version.Spec!, [Sample.Pin])));
        Assert.That(status.SpecDigest, Is.EqualTo(SpecDigest.Of(Sample.Version.Spec!)));
        Assert.That(status.Components, Is.EqualTo(new[] { Sample.Pin }));
        Assert.That(
            Story(status),
            Is.EqualTo("Ready=True/Ready Resolved=True/Pinned Verified=True/DigestsMatch Accepted=True/Accepted "
                + "UpstreamMutated=False/Unchanged InUse=False/NotUsed"));
        Assert.That(status.Conditions!.Select(condition => condition.ObservedGeneration), Is.All.EqualTo(1));
        Assert.That(plan.Events.Select(told => (told.Type, told.Reason)), Is.EqualTo(new[] { (EventType.Normal, "Ready"), (EventType.Normal, "Pinned") }));
    }

    [Test]
    public void What_has_not_changed_is_not_written()
    {
        var version = Sample.Pinned();

        var plan = VersionPlanner.Decide(Sample.Snapshot(version) with { Errors = null, Now = Sample.Start.AddDays(1) });

        Assert.That(plan.Status, Is.SameAs(version.Status));
        Assert.That(plan.Events, Is.Empty);
    }

    [Test]
    public void A_pinned_component_is_never_resolved_again()
    {
        var version = Sample.Pinned();

        var plan = VersionPlanner.Decide(Sample.Snapshot(version) with
        {
            Resolution = new Resolution { Components = [Sample.Pin with { Digest = Sample.OtherDigest }] },
            Now = Sample.Start.AddHours(1),
        });

        Assert.That(plan.Status, Is.SameAs(version.Status));
    }

    [TestCase("RegistryUnreachable", ModelVersionPhase.Resolving, "Reconciling")]
    [TestCase("RegistryRateLimited", ModelVersionPhase.Resolving, "Reconciling")]
    [TestCase("PullSecretUnavailable", ModelVersionPhase.Resolving, "Reconciling")]
    [TestCase("ArtifactNotFound", ModelVersionPhase.Failed, "Stalled")]
    [TestCase("RegistryUnauthorized", ModelVersionPhase.Failed, "Stalled")]
    [TestCase("UnsupportedSource", ModelVersionPhase.Failed, "Stalled")]
    public void A_failure_is_told_and_kept_until_the_next_attempt(string reason, ModelVersionPhase phase, string progress)
    {
        var failed = new Resolution { Failure = new ResolutionFailure(reason, "x is wrong: mend x") };
        var plan = VersionPlanner.Decide(Sample.Snapshot() with { Resolution = failed });

        Assert.That(plan.Status.Phase, Is.EqualTo(phase));
        Assert.That(Story(plan.Status), Does.StartWith($"Ready=False/{reason} {progress}=True/{reason} Resolved=False/{reason} Verified=Unknown/Pending"));
        Assert.That(plan.Status.Condition("Ready").Message, Is.EqualTo("x is wrong: mend x."));
        Assert.That(plan.Events.Select(told => (told.Type, told.Reason)), Is.EqualTo(new[] { (EventType.Warning, reason) }));

        var version = Sample.Version with { Status = plan.Status };
        Assert.That(VersionPlanner.Decide(Sample.Snapshot(version) with { Now = Sample.Start.AddHours(1) }).Status, Is.SameAs(version.Status));
        Assert.That(VersionPlanner.Decide(Sample.Snapshot(version) with { Resolution = new Resolution { IsBusy = true } }).Status, Is.SameAs(version.Status));
        Assert.That(VersionPlanner.Decide(Sample.Snapshot(version) with { Resolution = Sample.Resolved }).Status.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [Test]
    public void The_time_of_the_first_failure_stays_for_the_backoff_of_the_next()
    {
        var first = Sample.After(Sample.Snapshot() with { Resolution = new Resolution { Failure = new ResolutionFailure("ArtifactNotFound", "a: b") } });

        var second = VersionPlanner.Decide(Sample.Snapshot(first) with
        {
            Now = Sample.Start.AddMinutes(5),
            Resolution = new Resolution { Failure = new ResolutionFailure("RegistryUnauthorized", "a: c") },
        });

        Assert.That(second.Status.Condition("Resolved").LastTransitionTime!.Value.ToDateTimeOffset(), Is.EqualTo(Sample.Start));
        Assert.That(second.Status.Condition("Resolved").Reason, Is.EqualTo("RegistryUnauthorized"));
    }

    [Test]
    public void A_package_that_is_not_the_declared_one_is_a_mismatch_and_pins_nothing()
    {
        var version = Sample.Version.With(spec => spec with { PackageDigest = Sample.Digest });

        var status = VersionPlanner.Decide(Sample.Snapshot(version) with { Resolution = Sample.Resolved }).Status;

        Assert.That(status.Phase, Is.EqualTo(ModelVersionPhase.Failed));
        Assert.That((status.Components, status.PackageDigest), Is.EqualTo(((object?)null, (string?)null)));
        Assert.That(status.Condition("Verified").Reason, Is.EqualTo("DigestMismatch"));
        Assert.That(status.Condition("Stalled").Message, Does.Contain(Sample.Digest).And.Contain(PackageDigest.Of(version.Spec!, [Sample.Pin])));
        var right = Sample.Version.With(spec => spec with { PackageDigest = PackageDigest.Of(Sample.Version.Spec!, [Sample.Pin]) });
        Assert.That(VersionPlanner.Decide(Sample.Snapshot(right) with { Resolution = Sample.Resolved }).Status.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [Test]
    public void A_spec_that_changed_behind_the_pins_is_told_and_the_pins_stay()
    {
        var version = Sample.Pinned();
        var changed = version.With(spec => spec with { Components = [Sample.Weights with { Uri = "oci://registry.example/models/evil:1" }] });

        var plan = VersionPlanner.Decide(Sample.Snapshot(changed) with { Errors = null });

        Assert.That(plan.Status.Components, Is.EqualTo(version.Status!.Components));
        Assert.That(plan.Status.PackageDigest, Is.EqualTo(version.Status.PackageDigest));
        Assert.That((plan.Status.Phase, plan.Status.Condition("Ready").Reason), Is.EqualTo((ModelVersionPhase.Failed, "SpecMutated")));
        Assert.That(plan.Status.Condition("Stalled").Status, Is.EqualTo("True"));
        Assert.That(plan.Events.Select(told => told.Reason), Is.EqualTo(new[] { "SpecMutated" }));

        var back = changed.With(_ => version.Spec!) with { Status = plan.Status };
        Assert.That(VersionPlanner.Decide(Sample.Snapshot(back) with { Errors = null }).Status.Phase, Is.EqualTo(ModelVersionPhase.Ready));
    }

    [TestCase("spec.components", "must be: mend it", "InvalidSpec")]
    [TestCase("spec.futureField", "is an unknown field: remove it", "UnsupportedField")]
    public void A_spec_that_breaks_a_rule_is_rejected_with_its_words(string field, string message, string reason)
    {
        var plan = VersionPlanner.Decide(Sample.Snapshot() with { Errors = [new FieldError(field, "1", message)] });

        Assert.That(plan.Status.Phase, Is.EqualTo(ModelVersionPhase.Rejected));
        Assert.That(Story(plan.Status), Does.StartWith($"Ready=False/{reason} Stalled=True/{reason}").And.Contain($"Accepted=False/{reason}"));
        Assert.That(plan.Status.Condition("Accepted").Message, Does.Contain(field).And.Contain(message));
    }

    [Test]
    public void What_the_validator_says_of_unknown_fields_is_an_unsupported_field()
    {
        var json = """
            {"apiVersion":"modelsync.io/v1alpha1","kind":"ModelVersion","metadata":{"name":"fraud-1.0.0"},"spec":{"model":"fraud","version":"1.0.0",
            "futureField":1,"components":[{"name":"weights","role":"Weights","uri":"oci://registry.example/a:1"}]}}
            """u8;
        var errors = ApiValidator.Validate(ModelVersion.Resource, json.ToArray(), ReadOnlyMemory<byte>.Empty);

        var status = VersionPlanner.Decide(Sample.Snapshot() with { Errors = errors }).Status;

        Assert.That(status.Condition("Stalled").Reason, Is.EqualTo("UnsupportedField"));
        Assert.That(status.Condition("Stalled").Message, Does.Contain("spec.futureField"));
    }

    private static string Story(ModelVersionStatus status) =>
        string.Join(' ', status.Conditions!.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}"));
}
