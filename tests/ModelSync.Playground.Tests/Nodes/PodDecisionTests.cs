using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.Tests.Nodes;

internal sealed class PodDecisionTests
{
    private static readonly KubeTime Then = KubeTime.Parse("2026-01-01T00:00:00Z");
    private static readonly KubeTime Now = KubeTime.Parse("2026-01-01T00:01:00Z");

    [Test]
    public void A_new_pod_runs() => Assert.That(PodDecision.Decide(Pod()), Is.EqualTo(PodAction.Run));

    [Test]
    public void A_pod_of_a_Job_completes() => Assert.That(
        PodDecision.Decide(Pod(owner: "Job")),
        Is.EqualTo(PodAction.Complete));

    [Test]
    public void A_pod_of_anything_else_runs() => Assert.That(PodDecision.Decide(Pod(owner: "ReplicaSet")), Is.EqualTo(PodAction.Run));

    [Test]
    public void A_pod_that_is_to_stay_pending_does() => Assert.That(PodDecision.Decide(Pod(state: PodAnnotations.Pending)), Is.EqualTo(PodAction.Nothing));

    [Test]
    public void What_was_reported_is_not_reported_again([Values] bool ready)
    {
        var state = ready ? null : PodAnnotations.NotReady;
        var action = PodDecision.Decide(Pod(state: state));
        Assert.That(PodDecision.Decide(Reported(Pod(state: state), action)), Is.EqualTo(PodAction.Nothing));
    }

    [Test]
    public void Readiness_follows_the_annotation_while_the_pod_runs() => Assert.Multiple(() =>
    {
        Assert.That(PodDecision.Decide(Reported(Pod(state: PodAnnotations.NotReady), PodAction.Run)), Is.EqualTo(PodAction.RunUnready));
        Assert.That(PodDecision.Decide(Reported(Pod(), PodAction.RunUnready)), Is.EqualTo(PodAction.Run));
    });

    [TestCase("Succeeded")]
    [TestCase("Failed")]
    public void A_final_phase_stays(string phase) => Assert.That(PodDecision.Decide(Pod() with { Status = new PodStatus { Phase = phase } }), Is.EqualTo(PodAction.Nothing));

    [TestCase(30, PodAction.Delete)]
    [TestCase(0, PodAction.Nothing)]
    public void A_terminating_pod_is_let_go_once(long grace, object expected)
    {
        var pod = Reported(Pod(), PodAction.Run);
        pod = pod with { Metadata = pod.Metadata with { DeletionTimestamp = Now, DeletionGracePeriodSeconds = grace } };
        Assert.That(PodDecision.Decide(pod), Is.EqualTo(expected));
    }

    [Test]
    public void Transition_times_move_only_with_their_status()
    {
        var running = Reported(Pod(), PodAction.Run);
        var status = PodStatusBuilder.Build(running, PodAction.RunUnready, "10.244.0.1", "10.99.0.1", Now);
        KubeTime? Transition(string type) => status.Conditions!.Single(condition => condition.Type == type).LastTransitionTime;
        Assert.Multiple(() =>
        {
            Assert.That(Transition("Ready"), Is.EqualTo(Now));
            Assert.That(Transition("Initialized"), Is.EqualTo(Then));
            Assert.That(status.StartTime, Is.EqualTo(Then));
        });
    }

    [Test]
    public void A_completed_pod_ended_well_and_is_not_ready()
    {
        var status = PodStatusBuilder.Build(Pod(), PodAction.Complete, "10.244.0.1", "10.99.0.1", Now);
        Assert.Multiple(() =>
        {
            Assert.That(status.Phase, Is.EqualTo("Succeeded"));
            Assert.That(status.ContainerStatuses!.Single().State!.Terminated!.ExitCode, Is.Zero);
            Assert.That(status.Conditions!.Single(condition => condition.Type == "Ready"), Has.Property("Status").EqualTo("False").And.Property("Reason").EqualTo("PodCompleted"));
        });
    }

    private static Pod Reported(Pod pod, PodAction action) => pod with { Status = PodStatusBuilder.Build(pod, action, "10.244.0.1", "10.99.0.1", Then) };

    private static Pod Pod(string? state = null, string? owner = null) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = "web",
            Namespace = "default",
            Annotations = state is null ? null : StringMap.Empty.With(PodAnnotations.State, state),
            OwnerReferences = owner is null ? null : [new OwnerReference { ApiVersion = "v1", Kind = owner, Name = "owner", Uid = "u", Controller = true }],
        },
        Spec = new PodSpec { NodeName = "node-1", Containers = [new Container { Name = "web", Image = "web:1" }] },
        Status = new PodStatus { Phase = "Pending" },
    };
}
