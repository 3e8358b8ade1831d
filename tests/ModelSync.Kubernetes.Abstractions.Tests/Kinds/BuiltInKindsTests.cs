using System.Buffers;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Abstractions.Tests.Oracles;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Kinds;

public sealed class BuiltInKindsTests
{
    // What is listed is what the subset leaves out; every other name, value and form comes back as it was sent.
    [Test]
    public void Pod_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Pod>(
        Documents.Pod,
        "/metadata/managedFields", "/spec/volumes", "/spec/tolerations", "/spec/initContainers/*/resources", "/spec/containers/*/imagePullPolicy",
        "/spec/containers/*/env", "/spec/containers/*/args", "/spec/initContainers/*/args", "/status/hostIPs", "/status/qosClass", "/status/conditions/*/lastProbeTime",
        "/status/containerStatuses/*/containerID", "/status/initContainerStatuses/*/state/terminated/containerID");

    [Test]
    public void Service_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Service>(
        Documents.Service, "/spec/ports/*/nodePort", "/spec/clusterIPs", "/spec/sessionAffinity", "/status");

    [Test]
    public void Node_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Node>(
        Documents.Node, "/spec/podCIDR", "/spec/taints/*/timeAdded", "/status/conditions/*/lastHeartbeatTime", "/status/nodeInfo");

    [Test]
    public void Deployment_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Deployment>(
        Documents.Deployment, "/spec/strategy", "/spec/template/metadata/creationTimestamp", "/spec/template/spec/dnsPolicy", "/status/conditions/*/lastUpdateTime");

    [Test]
    public void Namespace_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Namespace>(Documents.Namespace, "/spec");

    [Test]
    public void ConfigMap_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<ConfigMap>(Documents.ConfigMap, "/binaryData");

    [Test]
    public void Secret_ComesBackButForWhatIsNotModelled() => AssertRoundTrip<Secret>(Documents.Secret, "/immutable");

    [Test]
    public void Scale_ComesBackWhole() => AssertRoundTrip<Scale>(Documents.Scale);

    [Test]
    public void Lease_ComesBackWhole() => AssertRoundTrip<Lease>(Documents.Lease);

    [Test]
    public void Names_with_capitals_in_the_middle_are_read()
    {
        var pod = Decode<Pod>(Documents.Pod);
        Assert.That(pod.Status!.PodIP, Is.EqualTo("10.1.0.7"));
        Assert.That(pod.Status.HostIP, Is.EqualTo("10.0.0.1"));
        Assert.That(pod.Status.PodIPs!.Select(address => address.Ip), Is.EqualTo(new[] { "10.1.0.7", "fd00::7" }));
        Assert.That(pod.Status.ContainerStatuses![0].ImageID, Is.EqualTo("web@sha256:1"));
        Assert.That(pod.Spec!.Containers![0].Ports![0].Port, Is.EqualTo(8080));
        Assert.That(Decode<Service>(Documents.Service).Spec!.ClusterIP, Is.EqualTo("10.96.0.7"));
        Assert.That(Decode<Node>(Documents.Node).Status!.DaemonEndpoints!.KubeletEndpoint!.Port, Is.EqualTo(10250));
    }

    [Test]
    public void A_target_port_stays_the_number_or_text_that_it_was()
    {
        var ports = Decode<Service>(Documents.Service).Spec!.Ports!;

        Assert.That(ports.Select(port => port.TargetPort), Is.EqualTo(new IntOrString?[] { 8080, "http", "8080" }));
    }

    [Test]
    public void Explicit_nulls_are_read_as_absent()
    {
        var pod = Decode<Pod>("""{"metadata":{},"spec":null,"status":{"conditions":null,"startTime":null,"podIPs":null,"containerStatuses":[{"state":{"running":null}}]}}""");

        Assert.That(pod.Spec, Is.Null);
        Assert.That(pod.Status! with { ContainerStatuses = null }, Is.EqualTo(new PodStatus()));
        Assert.That(pod.Status.ContainerStatuses![0].State, Is.EqualTo(new ContainerState()));
    }

    [Test]
    public void Of_duplicate_members_the_last_wins()
    {
        var deployment = Decode<Deployment>("""{"metadata":{"name":"a"},"spec":{"replicas":1,"paused":true},"spec":{"replicas":2,"replicas":3},"metadata":{"name":"b"}}""");

        Assert.That(deployment.Metadata.Name, Is.EqualTo("b"));
        Assert.That(deployment.Spec, Is.EqualTo(new DeploymentSpec { Replicas = 3 }));
    }

    [Test]
    public void What_is_null_is_not_written()
    {
        Assert.That(Encode(new Pod { Metadata = new() { Name = "a" }, Spec = new(), Status = new() }), Is.EqualTo(
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{},"status":{}}"""));
        Assert.That(Encode(new Service { Metadata = new(), Spec = new() { Ports = [new()] } }), Is.EqualTo(
            """{"apiVersion":"v1","kind":"Service","metadata":{},"spec":{"ports":[{}]}}"""));
    }

    [Test]
    public void Zeros_and_falses_are_written_where_they_are_set() => Assert.That(
        Encode(new Deployment { Metadata = new(), Spec = new() { Replicas = 0, Paused = false } }),
        Is.EqualTo("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{},"spec":{"replicas":0,"paused":false}}"""));

    [Test]
    public void Secret_data_is_read_as_bytes()
    {
        var secret = Decode<Secret>(Documents.Secret);

        Assert.That(Encoding.UTF8.GetString(secret.Data!["password"]), Is.EqualTo("hunter2"));
        Assert.That(secret.Data["empty"], Is.Empty);
    }

    // Go reads and writes a nil slice as null, and a server answers a create with what it was sent.
    [Test]
    public void A_null_in_secret_data_is_no_bytes() =>
        Assert.That(Decode<Secret>("""{"metadata":{},"data":{"a":null,"b":"AA==","b":"AQ=="}}""").Data, Is.EqualTo(new Dictionary<string, byte[]> { ["a"] = [], ["b"] = [1] }));

    [Test]
    public void A_secret_never_prints_its_data()
    {
        var secret = Decode<Secret>(Documents.Secret);

        Assert.That(secret.ToString(), Is.EqualTo("Secret prod/s (Opaque)"));
        Assert.That($"{DynamicObject.Parse(Encoding.UTF8.GetBytes(Documents.Secret))}", Is.EqualTo("Secret prod/s"));
    }

    [TestCase("""{"metadata":{"name":"s"},"data":{"p":"hunter2!"}}""")]
    [TestCase("""{"metadata":{"name":"s"},"data":{"p":{"a":"hunter2"}}}""")]
    [TestCase("""{"metadata":{"name":"s"},"data":["hunter2"]}""")]
    [TestCase("""{"metadata":{"name":"s"},"data":"hunter2"}""")]
    [TestCase("""{"metadata":{"name":"s"},"data":{"p":"aHVudGVyMg=="},"type":["hunter2"]}""")]
    public void A_secret_that_cannot_be_read_is_not_quoted(string json)
    {
        var exception = Assert.Catch<JsonException>(() => Decode<Secret>(json))!;

        Assert.That(exception.ToString(), Does.Not.Contain("hunter2").And.Not.Contain("aHVudGVyMg"));
        Assert.That(exception.Path, Does.StartWith("$."));
    }

    [Test]
    public void A_lease_keeps_unknown_fields_and_microseconds_to_the_byte()
    {
        const string Json =
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l"},"spec":{"holderIdentity":"","acquireTime":"2026-11-20T10:00:00.000000Z","""
            + """
              "renewTime":"2026-11-20T10:00:07.120003Z","leaseTransitions":0,"strategy":"OldestEmulationVersion","preferredHolder":null,"n":[1.50e+3,12345678901234567890123,{"a":"b"}]},"future":{"x":[]}}
              """;

        Assert.That(Encode(Decode<Lease>(Json)), Is.EqualTo(Json));
    }

    private static void AssertRoundTrip<T>(string json, params string[] without)
        where T : class, IResource<T> => Assert.That(Canonical.Of(Encode(Decode<T>(json))), Is.EqualTo(Canonical.Of(json, without)));

    private static T Decode<T>(string json)
        where T : class, IResource<T> => ResourceType.Of<T>().Codec.DecodeJson(Encoding.UTF8.GetBytes(json));

    private static string Encode<T>(T value)
        where T : class, IResource<T>
    {
        var output = new ArrayBufferWriter<byte>();
        ResourceType.Of<T>().Codec.Encode(value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
