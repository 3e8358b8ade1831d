using System.Text;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Kubernetes.Abstractions.Tests.Patching;

public sealed class ApplyPortsTests
{
    private const string PodSpec = """{"containers":[{"name":"a","ports":[{"containerPort":80,"protocol":"TCP"}]},{"name":"b","ports":[{"name":"x","containerPort":81}]}]}""";
    private const string InitSpec = """{"initContainers":[{"name":"a","ports":[{"containerPort":80}]}]}""";

    [TestCase("", "v1", "Pod", """{"spec":$}""", "spec")]
    [TestCase("", "v1", "PodTemplate", """{"template":{"spec":$}}""", "template.spec")]
    [TestCase("", "v1", "ReplicationController", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("apps", "v1", "Deployment", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("apps", "v1", "ReplicaSet", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("apps", "v1", "StatefulSet", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("apps", "v1", "DaemonSet", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("batch", "v1", "Job", """{"spec":{"template":{"spec":$}}}""", "spec.template.spec")]
    [TestCase("batch", "v1beta1", "CronJob", """{"spec":{"jobTemplate":{"spec":{"template":{"spec":$}}}}}""", "spec.jobTemplate.spec.template.spec")]
    public void A_container_port_without_protocol_is_refused(string group, string version, string kind, string form, string path)
    {
        var resource = new ResourceInfo(group, version, kind, "plural");

        AssertRefused(resource, form.Replace("$", PodSpec), $"{path}.containers[1].ports[0].protocol is missing");
        AssertRefused(resource, form.Replace("$", InitSpec), $"{path}.initContainers[0].ports[0].protocol is missing");
        Assert.That(() => Apply(resource, form.Replace("$", PodSpec.Replace("\"containerPort\":81", "\"protocol\":\"UDP\",\"containerPort\":81"))), Throws.Nothing);
    }

    [Test]
    public void A_service_port_without_protocol_is_refused()
    {
        var services = new ResourceInfo("", "v1", "Service", "services");

        AssertRefused(services, """{"spec":{"ports":[{"port":80,"protocol":"TCP"},{"port":{"protocol":"x"}}]}}""", "spec.ports[1].protocol is missing");
        AssertRefused(services, """{"spec":{"ports":[{}]}}""", "spec.ports[0].protocol is missing");
        Assert.That(() => Apply(services, """{"spec":{"ports":[{"port":80,"nodePort":{"a":[{}]},"protocol":"TCP"}]}}"""), Throws.Nothing);
        Assert.That(() => Apply(services, """{"spec":{"ports":[]}}"""), Throws.Nothing);
    }

    // The server of a custom kind follows the kind's own schema, which may have a default for the protocol or no such key.
    [TestCase("serving.knative.dev", "Service", """{"spec":{"ports":[{"port":80}]}}""", TestName = "a Service of another group")]
    [TestCase("example.com", "Deployment", """{"spec":{"template":{"spec":{"containers":[{"ports":[{"containerPort":80}]}]}}}}""", TestName = "a Deployment of another group")]
    [TestCase("example.com", "Thing", """{"spec":{"containers":[{"ports":[{"containerPort":80}]}]}}""", TestName = "a custom kind")]
    [TestCase("", "Endpoints", """{"subsets":[{"ports":[{"port":80}]}]}""", TestName = "Endpoints")]
    [TestCase("networking.k8s.io", "NetworkPolicy", """{"spec":{"ingress":[{"ports":[{"port":80}]}]}}""", TestName = "a NetworkPolicy")]
    [TestCase("", "Service", """{"status":{"ports":[{"port":80}]},"ports":[{}]}""", TestName = "ports of a Service that are not its spec's")]
    [TestCase("", "Pod", """{"spec":{"myontainers":[{"ports":[{}]}],"containers":[{"ports":[{"protocol":"TCP","x":[{}]}],"env":[{"ports":[{}]}]}]}}""", TestName = "look-alikes in a Pod")]
    [TestCase("", "ConfigMap", """{"data":{"containers[0].ports[0]":"x"},"spec.ports[0]":{}}""", TestName = "names that look like paths")]
    public void Look_alikes_are_left_alone(string group, string kind, string json) =>
        Assert.That(() => Apply(new(group, "v1", kind, "plural"), json), Throws.Nothing);

    private static void AssertRefused(ResourceInfo resource, string json, string message) => Assert.That(
        () => Apply(resource, json),
        Throws.InstanceOf<ApplyConfigurationException>().With.Message.EndsWith(message + ": write it (\"TCP\"), because ports are keyed by it"));

    private static ApplyConfiguration Apply(ResourceInfo resource, string json) =>
        ApplyConfiguration.FromJson(resource, Encoding.UTF8.GetBytes(json[..^1] + ",\"metadata\":{\"name\":\"a\"}}"));
}
