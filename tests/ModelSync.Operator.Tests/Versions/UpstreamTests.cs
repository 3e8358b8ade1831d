using ModelSync.Api.Versions;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>Tags that move: told, and without any effect on what serves.</summary>
public sealed class UpstreamTests
{
    [TestCase(Sample.OtherDigest, "leads to")]
    [TestCase(null, "is gone")]
    public void A_tag_that_moved_is_told_once_and_changes_no_pin(string? now, string expected)
    {
        var version = Sample.Pinned();
        var snapshot = Sample.Snapshot(version) with { Errors = null, Upstream = [new UpstreamFinding("weights", now)] };

        var plan = VersionPlanner.Decide(snapshot);

        Assert.That(plan.Status.Condition("UpstreamMutated"), Has.Property("Status").EqualTo("True").And.Property("Message").Contains(expected));
        Assert.That(plan.Status.Components, Is.EqualTo(version.Status!.Components));
        Assert.That(plan.Status.Phase, Is.EqualTo(ModelVersionPhase.Ready));
        Assert.That(plan.Events.Single().Reason, Is.EqualTo("UpstreamMutated"));
        var mutated = version with { Status = plan.Status };
        Assert.That(VersionPlanner.Decide(snapshot with { Version = mutated }).Status, Is.SameAs(plan.Status));
        Assert.That(VersionPlanner.Decide(snapshot with { Version = mutated, Upstream = null }).Status, Is.SameAs(plan.Status), "what is known stays known");
        Assert.That(VersionPlanner.Decide(snapshot with { Version = mutated, Upstream = [] }).Status, Is.SameAs(plan.Status), "also when nobody answers");
    }

    [Test]
    public void A_tag_that_moved_back_is_as_it_was()
    {
        var version = Sample.Pinned();
        var moved = Sample.After(Sample.Snapshot(version) with { Upstream = [new UpstreamFinding("weights", Sample.OtherDigest)] });

        var status = VersionPlanner.Decide(Sample.Snapshot(moved) with { Upstream = [new UpstreamFinding("weights", Sample.Digest)] }).Status;

        Assert.That(status.Condition("UpstreamMutated").Status, Is.EqualTo("False"));
    }

    [TestCase("oci://registry.example/a:1", null, ExpectedResult = 1)]
    [TestCase("oci://registry.example/a", null, ExpectedResult = 1)]
    [TestCase("oci://registry.example/a:1", Sample.Digest, ExpectedResult = 1)]
    [TestCase("oci://registry.example/a", Sample.Digest, ExpectedResult = 0)]
    [TestCase("oci://registry.example/a:1@" + Sample.Digest, null, ExpectedResult = 0)]
    [TestCase("https://registry.example/a", Sample.Digest, ExpectedResult = 0)]
    public int Only_tags_that_say_something_are_looked_at(string uri, string? digest) =>
        Upstream.Tagged(new ModelVersionSpec { Components = [Sample.Weights with { Uri = uri, Digest = digest }] }).Count;
}
