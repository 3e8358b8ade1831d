using ModelSync.Api.Rollouts;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

public sealed class VersionUsesTests
{
    private static readonly RevisionStatus Stable = new() { Version = "1.0.0", Revision = "r1" };
    private static readonly CandidateStatus Candidate = new() { Version = "2.0.0", Revision = "r2", Stage = CandidateStage.Progressing };

    [Test]
    public void Stable_and_candidate_are_uses()
    {
        var rollout = Sample.Rollout(new ModelRolloutStatus { Stable = Stable, Candidate = Candidate });

        Assert.That(Roles(rollout, "1.0.0"), Is.EqualTo(new[] { "local/fraud/Stable" }));
        Assert.That(Roles(rollout, "2.0.0"), Is.EqualTo(new[] { "local/fraud/Candidate" }));
        Assert.That(Roles(rollout, "3.0.0"), Is.Empty);
        Assert.That(VersionUses.NamesOf(rollout), Is.EqualTo(new[] { "fraud-1.0.0", "fraud-2.0.0" }));
    }

    [Test]
    public void While_the_candidate_bakes_the_old_one_is_what_would_be_returned_to()
    {
        var rollout = Sample.Rollout(new ModelRolloutStatus { Stable = Stable, Candidate = Candidate with { Stage = CandidateStage.Baking } });

        Assert.That(Roles(rollout, "1.0.0"), Is.EqualTo(new[] { "local/fraud/ReturnTarget" }));
    }

    [Test]
    public void A_cluster_that_is_behind_serves_its_own_version()
    {
        var rollout = Sample.Rollout(new ModelRolloutStatus
        {
            Stable = Stable,
            History = [new HistoryEntry { Version = "0.9.0", Revision = "r0" }],
            Clusters = [new ClusterRolloutStatus { Name = "eu" }, new ClusterRolloutStatus { Name = "us", Serving = "r0" }],
        });

        Assert.That(Roles(rollout, "1.0.0"), Is.EqualTo(new[] { "eu/fraud/Stable" }));
        Assert.That(Roles(rollout, "0.9.0"), Is.EqualTo(new[] { "us/fraud/Stable" }));
    }

    [Test]
    public void The_revision_of_an_undo_is_a_use_while_it_is_on_its_way()
    {
        var rollout = Sample.Rollout(new ModelRolloutStatus
        {
            Stable = Stable,
            Override = new OverrideStatus { Revision = "r0" },
            History = [new HistoryEntry { Version = "0.9.0", Revision = "r0" }],
        });

        Assert.That(Roles(rollout, "0.9.0"), Is.EqualTo(new[] { "local/fraud/ReturnTarget" }));
    }

    [Test]
    public void Another_digest_another_model_and_another_namespace_are_no_use()
    {
        var version = Sample.Pinned();
        var same = Stable with { Digest = version.Status!.PackageDigest };

        Assert.That(VersionUses.Of(version, [Sample.Rollout(new ModelRolloutStatus { Stable = same })]), Has.Count.EqualTo(1));
        Assert.That(VersionUses.Of(version, [Sample.Rollout(new ModelRolloutStatus { Stable = Stable with { Digest = Sample.OtherDigest } })]), Is.Empty);
        Assert.That(VersionUses.Of(version, [Sample.Rollout(new ModelRolloutStatus { Stable = same }, model: "other")]), Is.Empty);
        Assert.That(VersionUses.Of(version, [Sample.Rollout(new ModelRolloutStatus { Stable = same }, ns: "tenant")]), Is.Empty);
    }

    [Test]
    public void Only_changes_of_what_is_served_are_looked_at()
    {
        var before = Sample.Rollout(new ModelRolloutStatus { Stable = Stable, Phase = RolloutPhase.Progressing });

        Assert.That(VersionUses.Differ(before, before with { Status = before.Status! with { Phase = RolloutPhase.Healthy, Replicas = 7 } }), Is.False);
        Assert.That(VersionUses.Differ(before, before with { Status = before.Status! with { Stable = Stable with { Version = "2.0.0" } } }), Is.True);
        Assert.That(VersionUses.Differ(before, before with { Status = null }), Is.True);
    }

    [Test]
    public void The_index_and_the_key_of_a_version_agree()
    {
        var values = VersionUses.Index.ValuesOf(Sample.Rollout(new ModelRolloutStatus { Stable = Stable }));

        Assert.That(values, Is.EqualTo(new[] { VersionUses.KeyOf(Sample.Version) }));
    }

    private static IEnumerable<string> Roles(ModelRollout rollout, string number)
    {
        var version = Sample.Version.With(spec => spec with { Version = number });
        return VersionUses.Of(version, [rollout]).Select(use => $"{use.Cluster}/{use.Rollout}/{use.Role}");
    }
}
