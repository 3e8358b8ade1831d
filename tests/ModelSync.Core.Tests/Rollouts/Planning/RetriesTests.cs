using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>What is tried again begins anew, and what fails again says by what.</summary>
public sealed class RetriesTests
{
    [TestCase(true, ReturnReason.Aborted, "aborted")]
    [TestCase(false, ReturnReason.PodsFailed, "it crashes")]
    public void A_cluster_that_fails_to_follow_stays_behind_and_says_by_what(bool isAborted, ReturnReason failure, string words)
    {
        var scene = Given.Fleet(new PlacementSpec { MaxFailures = 1, Lockstep = false }).At(1);
        scene.Circumstances["b"] = Crashing;
        scene.Passing().Rest().Say("promote-full", "r2", "go").Until(static s => s.Status!.Stable?.Revision == "r2", "the end of the others");
        scene.Circumstances.Clear();
        scene.Say("retry", "r2", "again").Until(static s => s.Candidate is { Revision: "r2" }, "the second try");
        if (isAborted)
        {
            scene.Say("abort", "r2", "enough");
        }
        else
        {
            scene.Circumstances["b"] = Crashing;
        }

        scene.Until(static s => s.Candidate is null, "the end");
        var part = scene.Status!.Clusters!.Single(static part => part.Name == "b");
        Assert.That((part.Stage, part.Serving, part.Failure, part.Reason), Is.EqualTo(((ClusterStage?)ClusterStage.Steady, "r1", (ReturnReason?)failure, failure.ToString())));
        Assert.That(part.Message, Does.Contain(words));
    }

    [Test]
    public void A_first_version_that_is_tried_again_begins_its_bake_anew()
    {
        var scene = Given.New().Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake").Saying(GateVerdict.Failed).Rest();
        var part = Retried(scene);
        Assert.That((part.Stage, part.Failure, part.BakeStartedAt), Is.EqualTo(((ClusterStage?)ClusterStage.Baking, (ReturnReason?)null, (KubeTime?)Stamp.Of(scene.Now))));
    }

    [Test]
    public void A_first_version_that_is_tried_again_has_all_the_time_for_its_step_and_no_bake_yet()
    {
        var scene = Given.New().Set(static s => s.Slow.Add("r1")).Rest();
        scene.Now += TimeSpan.FromSeconds(600);
        var part = Retried(scene.Rest());
        Assert.That((part.Stage, part.StepStartedAt, part.BakeStartedAt), Is.EqualTo(((ClusterStage?)ClusterStage.Progressing, (KubeTime?)Stamp.Of(scene.Now), (KubeTime?)null)));
        Assert.That((part.DeadlineStartedAt, part.DeadlineUsedSeconds), Is.EqualTo(((KubeTime?)Stamp.Of(scene.Now), (int?)null)));
    }

    private static ClusterObservation Crashing(ClusterObservation seen) => seen with
    {
        Revisions = [.. seen.Revisions.Select(static found => found.Revision == "r2" ? found with { ReadyEndpoints = 0, Problem = new PodProblem(PodProblemKind.CrashLoop, "it crashes.") } : found)],
    };

    private static ClusterRolloutStatus Retried(Scene scene)
    {
        Assert.That(scene.Status!.Failed, Is.Not.Null);
        scene.Verdicts.Clear();
        scene.Now += TimeSpan.FromMinutes(5);
        return scene.With(static spec => spec with { RetryToken = "again" }).Decide().Status.Clusters![0];
    }
}
