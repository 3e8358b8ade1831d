using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Events;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>How a version is put out of use, also where no CEL rule of the server keeps it so.</summary>
public sealed class LifecycleTests
{
    [Test]
    public void A_deprecated_version_is_still_ready()
    {
        var plan = Decide(Sample.Pinned().With(Lifecycle.Deprecated));

        Assert.That((plan.Status.Phase, Ready(plan.Status)), Is.EqualTo((ModelVersionPhase.Deprecated, "True/Deprecated")));
        Assert.That(plan.Events.Single(), Has.Property("Reason").EqualTo("Deprecated"));
    }

    [Test]
    public void A_retired_version_stays_deprecated_while_somebody_serves_it()
    {
        var version = Sample.Pinned().With(Lifecycle.Retired);

        var inUse = Decide(version, Sample.Use());
        Assert.That((inUse.Status.Phase, Ready(inUse.Status)), Is.EqualTo((ModelVersionPhase.Deprecated, "False/InUse")));
        Assert.That(inUse.Status.Condition("Ready").Message, Does.Contain("team/fraud"));
        Assert.That(VersionState.Find(inUse.Status, "Stalled") ?? VersionState.Find(inUse.Status, "Reconciling"), Is.Null);

        var free = Decide(version with { Status = inUse.Status });
        Assert.That((free.Status.Phase, Ready(free.Status)), Is.EqualTo((ModelVersionPhase.Retired, "True/Retired")));
        Assert.That(free.Events.Single().Reason, Is.EqualTo("Retired"));
    }

    [Test]
    public void A_quarantined_version_is_withdrawn_at_once_and_ready_when_it_is_out_of_use()
    {
        var version = Sample.Pinned().With(Lifecycle.Quarantined);

        var inUse = Decide(version, Sample.Use());
        Assert.That((inUse.Status.Phase, Ready(inUse.Status)), Is.EqualTo((ModelVersionPhase.Quarantined, "False/InUse")));
        Assert.That(inUse.Status.Condition("Reconciling").Status, Is.EqualTo("True"));

        var free = Decide(version with { Status = inUse.Status });
        Assert.That((free.Status.Phase, Ready(free.Status)), Is.EqualTo((ModelVersionPhase.Quarantined, "True/Quarantined")));
        Assert.That(free.Events.Single(), Has.Property("Type").EqualTo(EventType.Warning));
    }

    [TestCase(Lifecycle.Quarantined, Lifecycle.Active)]
    [TestCase(Lifecycle.Quarantined, Lifecycle.Deprecated)]
    [TestCase(Lifecycle.Retired, Lifecycle.Active)]
    [TestCase(Lifecycle.Retired, Lifecycle.Deprecated)]
    public void There_is_no_way_back_up_even_without_cel(Lifecycle from, Lifecycle to)
    {
        var withdrawn = Sample.Pinned().With(from);
        withdrawn = withdrawn with { Status = Decide(withdrawn).Status };

        var plan = Decide(withdrawn.With(to));

        Assert.That((plan.Status.Phase.ToString(), Ready(plan.Status)), Is.EqualTo((from.ToString(), "False/InvalidSpec")));
        Assert.That(plan.Status.Condition("Stalled").Message, Does.Contain($"lifecycle cannot become {to} after {from}"));
        var again = withdrawn.With(to) with { Status = plan.Status };
        Assert.That(VersionObservations.Of(again)!.Lifecycle, Is.EqualTo(from), "rollouts see what counts, not what is written");
        Assert.That(Decide(again).Status, Is.SameAs(plan.Status));
    }

    [Test]
    public void A_retirement_that_waits_cannot_be_taken_back_either()
    {
        var waiting = Sample.Pinned().With(Lifecycle.Retired);
        waiting = waiting with { Status = Decide(waiting, Sample.Use()).Status };

        var plan = Decide(waiting.With(Lifecycle.Active), Sample.Use());

        Assert.That((plan.Status.Phase, Ready(plan.Status)), Is.EqualTo((ModelVersionPhase.Deprecated, "False/InvalidSpec")));
        Assert.That(Decide(waiting.With(Lifecycle.Active) with { Status = plan.Status }).Status.Phase, Is.EqualTo(ModelVersionPhase.Retired));
    }

    [Test]
    public void A_retirement_after_a_quarantine_does_not_end_the_way_out()
    {
        var version = Sample.Pinned().With(Lifecycle.Quarantined);
        version = version with { Status = Decide(version, Sample.Use()).Status };
        version = version.With(Lifecycle.Retired);

        var inUse = Decide(version, Sample.Use());
        Assert.That((inUse.Status.Phase, Ready(inUse.Status)), Is.EqualTo((ModelVersionPhase.Quarantined, "False/InUse")));
        Assert.That(VersionObservations.Of(version with { Status = inUse.Status })!.Lifecycle, Is.EqualTo(Lifecycle.Quarantined));
        Assert.That(Decide(version with { Status = inUse.Status }).Status.Phase, Is.EqualTo(ModelVersionPhase.Retired));
    }

    [Test]
    public void What_is_out_of_use_before_it_was_pinned_is_not_resolved()
    {
        var version = Sample.Version.With(Lifecycle.Quarantined);

        Assert.That(VersionAgenda.Of(version, new VersionMemory.Entry(), Sample.Start), Is.EqualTo(default(VersionAgenda)));
        var status = VersionPlanner.Decide(Sample.Snapshot(version)).Status;
        Assert.That((status.Phase, status.Condition("Resolved").Reason), Is.EqualTo((ModelVersionPhase.Quarantined, "Quarantined")));
    }

    [Test]
    public void Uses_are_listed_and_counted_and_the_list_has_a_limit()
    {
        VersionUse[] uses = [.. Enumerable.Range(0, 60).Select(i => Sample.Use($"r{i:00}")), Sample.Use("r59", VersionRole.Candidate)];

        var status = Decide(Sample.Pinned(), uses).Status;

        Assert.That((status.ServedBy!.Count, status.ServedByCount), Is.EqualTo((50, 60)));
        Assert.That(status.Condition("InUse"), Has.Property("Status").EqualTo("True").And.Property("Message").Contains("and 55 more"));
    }

    [Test]
    public void Rollouts_see_a_ready_version_only_when_it_is_resolved_verified_and_accepted()
    {
        Assert.That(VersionObservations.Of(Sample.Version), Has.Property("IsReady").False.And.Property("Reason").Null);
        Assert.That(VersionObservations.Of(Sample.Pinned()), Has.Property("IsReady").True.And.Property("PackageDigest").Not.Null);
        var failure = new ResolutionFailure("ArtifactNotFound", "a is not there: push it");
        var failed = Sample.After(Sample.Snapshot() with { Resolution = new Resolution { Failure = failure } });
        Assert.That(VersionObservations.Of(failed), Has.Property("Reason").EqualTo("ArtifactNotFound").And.Property("Message").Contains("push it"));
    }

    private static VersionPlan Decide(ModelVersion version, params VersionUse[] uses) =>
        VersionPlanner.Decide(Sample.Snapshot(version) with { Errors = null, Uses = uses });

    private static string Ready(ModelVersionStatus status) => $"{status.Condition("Ready").Status}/{status.Condition("Ready").Reason}";
}
