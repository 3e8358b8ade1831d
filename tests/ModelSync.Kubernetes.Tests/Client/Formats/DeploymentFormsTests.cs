using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>What a typed Deployment must keep (DESIGN section 9), from both forms.</summary>
public sealed class DeploymentFormsTests
{
    private static readonly KubeTime Time = KubeTime.Parse("2026-11-21T10:00:00Z");

    private static IEnumerable<TestCaseData> Forms()
    {
        var codec = ResourceType.Of<Deployment>().Codec;
        yield return new TestCaseData(codec.DecodeJson(DeploymentFixture.Json(7))).SetArgDisplayNames("JSON");
        yield return new TestCaseData(codec.DecodeProtobuf(default, DeploymentProtobufFixture.Message(7))).SetArgDisplayNames("protobuf");
    }

    [TestCaseSource(nameof(Forms))]
    public void Metadata_is_kept(Deployment deployment)
    {
        var metadata = deployment.Metadata;

        Assert.That((metadata.Name, metadata.Namespace, metadata.Uid), Is.EqualTo(("model-server-00007", "team-07", "00000007-1111-4222-8333-000000000007")));
        Assert.That((metadata.ResourceVersion, metadata.Generation, metadata.CreationTimestamp), Is.EqualTo(("100000007", (long?)7, (KubeTime?)Time)));
        Assert.That(metadata.Labels, Has.Count.EqualTo(12));
        Assert.That(metadata.Labels!["app.example.com/label-01"], Is.EqualTo("value-01-07"));
        Assert.That(metadata.Annotations, Has.Count.EqualTo(8));
        Assert.That(metadata.Annotations!["tools.example.com/annotation-03"], Is.EqualTo("value-03-00007"));
    }

    [TestCaseSource(nameof(Forms))]
    public void Replicas_selector_and_template_are_kept(Deployment deployment)
    {
        var spec = deployment.Spec!;
        var template = spec.Template!;

        Assert.That((spec.Replicas, spec.RevisionHistoryLimit, spec.ProgressDeadlineSeconds, spec.Paused), Is.EqualTo(((int?)3, (int?)10, (int?)600, (bool?)null)));
        Assert.That(spec.Selector!.MatchLabels, Has.Count.EqualTo(2));
        Assert.That(template.Metadata!.Labels, Is.EqualTo(deployment.Metadata.Labels));
        Assert.That(template.Metadata.Annotations, Has.Count.EqualTo(2));
        Assert.That(template.Metadata.CreationTimestamp, Is.Null);
        Assert.That((template.Spec!.RestartPolicy, template.Spec.TerminationGracePeriodSeconds), Is.EqualTo(("Always", (long?)30)));
    }

    [TestCaseSource(nameof(Forms))]
    public void Every_container_is_kept(Deployment deployment)
    {
        var containers = deployment.Spec!.Template!.Spec!.Containers!;

        Assert.That(containers.Select(container => container.Name), Is.EqualTo(new[] { "server", "sidecar" }));
        Assert.That(containers[1].Image, Is.EqualTo($"registry.example.com/serving/sidecar@sha256:00000007{new string('0', 56)}"));
        Assert.That(containers[0].Ports, Is.EqualTo(new[] { new ContainerPort { Name = "http", Port = 8080, Protocol = "TCP" } }));
    }

    [TestCaseSource(nameof(Forms))]
    public void The_whole_status_is_kept(Deployment deployment)
    {
        var status = deployment.Status!;

        Assert.That((status.ObservedGeneration, status.Replicas, status.UpdatedReplicas, status.ReadyReplicas, status.AvailableReplicas), Is.EqualTo(((long?)7, (int?)3, (int?)3, (int?)3, (int?)3)));
        Assert.That((status.UnavailableReplicas, status.TerminatingReplicas, status.CollisionCount), Is.EqualTo(((int?)null, (int?)null, (int?)null)));
        Assert.That(status.Conditions!.Select(condition => (condition.Type, condition.Status, condition.Reason, condition.LastTransitionTime)), Is.EqualTo(new[]
        {
            ("Available", "True", "MinimumReplicasAvailable", (KubeTime?)Time),
            ("Progressing", "True", "NewReplicaSetAvailable", Time),
        }));
        Assert.That(status.Conditions![1].Message, Is.EqualTo("ReplicaSet has successfully progressed."));
    }
}
