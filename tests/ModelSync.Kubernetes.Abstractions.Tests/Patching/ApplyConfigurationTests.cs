using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Abstractions.Tests.Kinds;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Patching;

public sealed class ApplyConfigurationTests
{
    private static readonly ResourceInfo Things = new("example.com", "v1", "Thing", "things");

    [Test]
    public void From_ATypedObject_HoldsWhatItSetsAndNothingElse()
    {
        var configuration = ApplyConfiguration.From(new Deployment
        {
            Metadata = new() { Name = "web", Namespace = "prod", ResourceVersion = "7", Uid = "u" },
            Spec = new() { Replicas = 0, Template = new() { Spec = new() { Containers = [new() { Name = "c", Ports = [new() { Port = 80, Protocol = "TCP" }] }] } } },
        });

        Assert.That(configuration.Resource, Is.EqualTo(Deployment.Resource));
        Assert.That(configuration.Key, Is.EqualTo(new NamespacedName("prod", "web")));
        Assert.That(configuration.SetsStatus, Is.False);
        Assert.That(Text(configuration), Is.EqualTo(
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"prod","uid":"u","resourceVersion":"7"}"""
            + ""","spec":{"replicas":0,"template":{"spec":{"containers":[{"name":"c","ports":[{"containerPort":80,"protocol":"TCP"}]}]}}}}"""));
    }

    [Test]
    public void FromJson_FillsInVersionAndKind() => Assert.That(
        Text(Apply(Things, """{"metadata":{"name":"a"}}""")), Is.EqualTo("""{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}"""));

    [Test]
    public void FromJson_KeepsTheBytes()
    {
        const string Json = """{"apiVersion":"example.com/v1", "kind":"Thing", "metadata":{"name":"a"}, "spec":{"n":1.50}}""";

        Assert.That(Text(Apply(Things, Json)), Is.EqualTo(Json));
    }

    [Test]
    public void FromJson_OfAnotherKind_IsRefused() => Assert.That(
        () => Apply(Things, """{"kind":"Pod","metadata":{"name":"a"}}"""), Throws.ArgumentException.With.Message.Contains("kind is \"Pod\""));

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{")]
    public void FromJson_OfWhatIsNoObject_IsAJsonException(string json) => Assert.That(() => Apply(Things, json), Throws.InstanceOf<JsonException>());

    [TestCase("""{"metadata":{"namespace":"prod"}}""")]
    [TestCase("""{"metadata":{"name":""}}""")]
    [TestCase("""{"metadata":{"generateName":"a-"}}""")]
    public void An_object_without_a_name_is_refused(string json) =>
        Assert.That(() => Apply(Things, json), Throws.InstanceOf<ApplyConfigurationException>().With.Message.Contains("metadata.name is empty"));

    [TestCase("""{"metadata":{"name":"a"},"status":{}}""", true)]
    [TestCase("""{"status":{"n":1},"metadata":{"name":"a"}}""", true)]
    [TestCase("""{"metadata":{"name":"a","labels":{"status":"x"}},"spec":{"status":{"status":1}}}""", false)]
    [TestCase("""{"metadata":{"name":"a"},"spec":[{"status":1}]}""", false)]
    public void SetsStatus_HoldsForAStatusOfTheObjectItself(string json, bool expected) => Assert.That(Apply(Things, json).SetsStatus, Is.EqualTo(expected));

    [TestCase("""{"metadata":{"name":"a","uid":null}}""", "metadata.uid")]
    [TestCase("""{"metadata":{"name":"a","labels":null}}""", "metadata.labels")]
    [TestCase("""{"metadata":{"name":"a"},"spec":null}""", "spec")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"list":[null]}}""", "spec.list[0]")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"list":[1,null]}}""", "spec.list[1]")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"list":[{},[],1,null]}}""", "spec.list[3]")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"list":[[1],[1,[],{"x":[null]}]]}}""", "spec.list[1][2].x[0]")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"first":[1,2],"second":{"a":[{}],"b":null}}}""", "spec.second.b")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"list":[{"a":1},{"a":null}]}}""", "spec.list[1].a")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"deep":{"er":{}},"after":null}}""", "spec.after")]
    [TestCase("""{"metadata":{"name":"a","annotations":{"modelsync.io/abort":null}}}""", "metadata.annotations[\"modelsync.io/abort\"]")]
    [TestCase("""{"metadata":{"name":"a"},"data":{"tls.crt":[{"":null}]}}""", "data[\"tls.crt\"][0][\"\"]")]
    [TestCase("""{"metadata":{"name":"a"},"data":{"0":null}}""", "data[\"0\"]")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"x-y_z9":null}}""", "spec.x-y_z9")]
    public void A_null_is_refused_with_its_path(string json, string path) => Assert.That(
        () => Apply(Things, json),
        Throws.InstanceOf<ApplyConfigurationException>().With.Message.EqualTo($"apply of example.com/v1 Thing a: {path} is null: leave the field out to give it up"));

    // A struct that stands for "no time" would be written as the null of pitfall 13.
    [Test]
    public void A_typed_null_is_refused_with_its_path() => Assert.That(
        () => ApplyConfiguration.From(new Lease { Metadata = new() { Name = "a", Namespace = "prod" }, Spec = new() { RenewTime = default(MicroTime) } }),
        Throws.InstanceOf<ApplyConfigurationException>().With.Message.Contains("prod/a: spec.renewTime is null"));

    [TestCase("managedFields", "[]")]
    [TestCase("managedFields", "null")]
    [TestCase("creationTimestamp", "\"2026-11-20T10:00:00Z\"")]
    [TestCase("generation", "3")]
    [TestCase("selfLink", "\"/x\"")]
    [TestCase("deletionTimestamp", "\"2026-11-20T10:00:00Z\"")]
    [TestCase("deletionGracePeriodSeconds", "30")]
    public void What_only_the_server_writes_is_refused(string member, string value) => Assert.That(
        () => Apply(Things, $$$"""{"metadata":{"name":"a","{{{member}}}":{{{value}}}}}"""),
        Throws.InstanceOf<ApplyConfigurationException>().With.Message.Contains($"metadata.{member} is set"));

    [TestCase("""{"metadata":{"name":"a","labels":{"managedFields":"x","generation":"1"}}}""")]
    [TestCase("""{"metadata":{"name":"a","annotations":{"metadata.managedFields":"x"}}}""")]
    [TestCase("""{"metadata":{"name":"a"},"metadata.managedFields":1}""")]
    [TestCase("""{"metadata":{"name":"a"},"spec":{"metadata":{"managedFields":[1],"generation":2}}}""")]
    [TestCase("""{"metadata":{"name":"a","ownerReferences":[{"apiVersion":"v1","kind":"K","name":"o","uid":"u"}]},"managedFields":[1]}""")]
    public void A_member_of_the_same_name_elsewhere_is_not_mistaken(string json) => Assert.That(() => Apply(Things, json), Throws.Nothing);

    [Test]
    public void A_member_whose_name_is_no_text_is_refused() => Assert.That(
        () => Apply(Things, """{"metadata":{"name":"a"},"spec":{"\ud800":1}}"""), Throws.InstanceOf<ApplyConfigurationException>().With.Message.Contains("spec"));

    [Test]
    public void An_apply_of_metadata_alone_is_refused() => Assert.That(
        () => ApplyConfiguration.From(ResourceType.Metadata(Things), new PartialObject { Metadata = new() { Name = "a" } }), Throws.InstanceOf<NotSupportedException>());

    [Test]
    public void Own_kinds_are_applied_like_built_in_ones() => Assert.That(
        Text(ApplyConfiguration.From(new Widget { Metadata = new() { Name = "a" }, Spec = new() { Size = 2 } })),
        Is.EqualTo("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"spec":{"size":2}}"""));

    private static ApplyConfiguration Apply(ResourceInfo resource, string json) => ApplyConfiguration.FromJson(resource, Encoding.UTF8.GetBytes(json));

    private static string Text(ApplyConfiguration configuration) => Encoding.UTF8.GetString(configuration.Body.Span);
}
