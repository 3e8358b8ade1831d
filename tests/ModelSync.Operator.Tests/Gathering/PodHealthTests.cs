using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;
using static ModelSync.Operator.Tests.Gathering.PodSamples;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>What is wrong with pods is told in the same words whenever it is looked at.</summary>
internal sealed class PodHealthTests
{
    private const string Loops = "pod fraud-1, container server: ends again and again: see kubectl logs --previous -n shop fraud-1 -c server";

    [Test]
    public void A_crash_loop_is_told_alike_at_each_moment_of_a_restart()
    {
        var crashing = Container().Restarted(2).EndedBefore(1);
        ContainerStatus[] moments =
        [
            crashing.Waiting("CrashLoopBackOff", "back-off 20s restarting failed container"),
            crashing.Running(),
            crashing.Restarted(3).Ended(137),
            crashing.Restarted(3).EndedBefore(137).Waiting("CrashLoopBackOff", "back-off 40s restarting failed container"),
            crashing.Restarted(3).EndedBefore(137).Waiting("RunContainerError", "failed to start container 4d1f"),
            crashing.Restarted(3).EndedBefore(137).Waiting("ContainerCreating"),
        ];
        Assert.That(moments.Select(moment => PodHealth.ProblemOf([Pod(moment)])), Is.All.EqualTo(new PodProblem(PodProblemKind.CrashLoop, Loops)));
    }

    [Test]
    public void A_container_that_the_kubelet_holds_back_loops_whatever_it_ended_with() =>
        Assert.That(PodHealth.ProblemOf([Pod(Container().Restarted(1).EndedBefore(0, "Completed").Waiting("CrashLoopBackOff"))])?.Kind, Is.EqualTo(PodProblemKind.CrashLoop));

    [TestCase(1, 1, false)]
    [TestCase(5, 0, false)]
    [TestCase(5, 1, true)]
    public void What_restarted_once_or_ended_well_or_is_ready_is_no_loop(int restarts, int exitCode, bool isReady)
    {
        var container = Container().Restarted(restarts).EndedBefore(exitCode).Running() with { Ready = isReady };
        Assert.That(PodHealth.ProblemOf([Pod(container)]), Is.Null);
    }

    [Test]
    public void An_init_container_that_fails_again_and_again_is_a_loop()
    {
        var pod = Pod(Container().Waiting("PodInitializing"));
        var failing = pod with { Status = pod.Status! with { InitContainerStatuses = [Container("fetch").Restarted(2).EndedBefore(1).Running()] } };
        Assert.That(PodHealth.ProblemOf([failing]), Is.EqualTo(new PodProblem(PodProblemKind.CrashLoop, Loops.Replace("server", "fetch", StringComparison.Ordinal))));
    }

    [Test]
    public void Death_by_memory_is_told_at_each_moment_and_from_the_first_on()
    {
        var killed = Container().Restarted(1).EndedBefore(137, "OOMKilled");
        ContainerStatus[] moments =
        [
            Container().Ended(137, "OOMKilled"),
            killed.Running(),
            killed.Waiting("CrashLoopBackOff"),
            killed.Restarted(4).Running(),
            killed.Restarted(4).Ended(137, "OOMKilled"),
        ];
        var expected = new PodProblem(
            PodProblemKind.OutOfMemory, "pod fraud-1, container server: was killed for its memory: raise resources.limits.memory or make the model smaller");
        Assert.That(moments.Select(moment => PodHealth.ProblemOf([Pod(moment)])), Is.All.EqualTo(expected));
    }

    [TestCase(2, 20, PodProblemKind.CrashLoop)]
    [TestCase(20, 2, PodProblemKind.OutOfMemory)]
    public void The_newest_end_decides(int secondsSinceError, int secondsSinceMemory, PodProblemKind expected)
    {
        var container = Container().Restarted(3).Ended(1, "Error", secondsSinceError).EndedBefore(137, "OOMKilled", secondsSinceMemory);
        Assert.That(PodHealth.ProblemOf([Pod(container)])?.Kind, Is.EqualTo(expected));
    }

    [Test]
    public void A_container_that_is_ready_again_has_no_problem() =>
        Assert.That(PodHealth.ProblemOf([Pod(Container().Restarted(1).EndedBefore(137, "OOMKilled").Running() with { Ready = true })]), Is.Null);

    [TestCase("ErrImagePull")]
    [TestCase("ImagePullBackOff")]
    [TestCase("InvalidImageName")]
    public void An_image_that_cannot_be_pulled_is_named(string reason) => Assert.That(
        PodHealth.ProblemOf([Pod(Container().Waiting(reason, "rpc error: code = NotFound"))]),
        Is.EqualTo(new PodProblem(PodProblemKind.ImagePull, "pod fraud-1, container server: image models.example/fraud:2 cannot be pulled: see kubectl describe pod")));

    [Test]
    public void What_the_kubelet_refuses_is_told_in_its_words_but_for_the_identities_that_change_with_each_try()
    {
        const string Id = "3f4e5d6c7b8a99887766554433221100ffeeddccbbaa99887766554433221100";
        var message = $"failed to start container \"{Id}\": exec: \"serve\": not found";
        Assert.Multiple(() =>
        {
            Assert.That(
                PodHealth.ProblemOf([Pod(Container().Waiting("RunContainerError", message))])?.Message,
                Is.EqualTo("pod fraud-1, container server: RunContainerError: failed to start container \"…\": exec: \"serve\": not found"));
            Assert.That(
                PodHealth.ProblemOf([Pod(Container().Waiting("CreateContainerConfigError", "secret \"token\" not found"))]),
                Is.EqualTo(new PodProblem(PodProblemKind.Refused, "pod fraud-1, container server: CreateContainerConfigError: secret \"token\" not found")));
        });
    }

    [Test]
    public void A_pod_that_no_node_takes_is_told_in_the_schedulers_words()
    {
        var pod = Pod().With(new Condition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/3 nodes are available" });
        Assert.That(PodHealth.ProblemOf([pod]), Is.EqualTo(new PodProblem(PodProblemKind.Unschedulable, "pod fraud-1: 0/3 nodes are available")));
    }

    [Test]
    public void The_gravest_problem_is_told_and_of_equal_ones_that_of_the_first_pod_by_name()
    {
        var pull = Pod(Container("side").Waiting("ErrImagePull"), Container().Waiting("CrashLoopBackOff")).Named("fraud-a");
        var loop = Pod(Container().Waiting("CrashLoopBackOff")).Named("fraud-b");
        var pods = new[] { loop, pull, Pod(Container().Running() with { Ready = true }).Named("fraud-0") };
        Assert.Multiple(() =>
        {
            Assert.That(PodHealth.ProblemOf(pods)?.Message, Does.StartWith("pod fraud-a, container server: ends again and again"));
            Assert.That(PodHealth.ProblemOf(pods.Reverse()), Is.EqualTo(PodHealth.ProblemOf(pods)));
        });
    }

    [Test]
    public void Pods_that_serve_or_have_said_nothing_yet_have_no_problem() =>
        Assert.That(PodHealth.ProblemOf([Pod(Container().Running() with { Ready = true }), Pod(), Pod() with { Status = null }]), Is.Null);
}
