using System.Buffers;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Abstractions.Tests.Kinds;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Abstractions.Tests.Resources;

public sealed class ResourceTypeTests
{
    private static readonly ResourceInfo Things = new("example.com", "v1", "Thing", "things");
    private static readonly ResourceInfo Widgets2 = Widget.Resource with { Version = "v2" };

    [Test]
    public void Of_IsOneInstanceForAKind()
    {
        var pods = ResourceType.Of<Pod>();

        Assert.That(ResourceType.Of<Pod>(), Is.SameAs(pods));
        Assert.That(pods.Resource, Is.EqualTo(Pod.Resource));
        Assert.That(ResourceType.Of<Pod>().Codec.Fidelity, Is.EqualTo(ModelFidelity.Subset));
        Assert.That(ResourceType.Of<Lease>().Codec.Fidelity, Is.EqualTo(ModelFidelity.Lossless));
    }

    [Test]
    public void Of_AnotherServedVersion_WritesThatVersion()
    {
        var type = ResourceType.Of<Widget>(Widgets2);

        Assert.That(type.Resource, Is.EqualTo(Widgets2));
        Assert.That(Encode(type, new Widget { Metadata = new() { Name = "a" } }), Is.EqualTo("""{"apiVersion":"example.com/v2","kind":"Widget","metadata":{"name":"a"}}"""));
    }

    [Test]
    public void Of_AnotherKind_IsRefused() => Assert.That(
        () => ResourceType.Of<Widget>(Things), Throws.ArgumentException.With.Message.Contains("Widget represents example.com/v1 Widget, not example.com/v1 Thing"));

    // Knative's Service shares nothing but the word with the core one.
    [Test]
    public void Of_AKindOfTheSameNameInAnotherGroup_IsRefused() => Assert.That(
        () => ResourceType.Of<Service>(new("serving.knative.dev", "v1", "Service", "services")), Throws.ArgumentException.With.Message.Contains("serving.knative.dev/v1"));

    [Test]
    public void Encode_OfATypedObject_PutsVersionAndKindInFront() => Assert.That(
        Encode(ResourceType.Of<Deployment>(), new Deployment { Metadata = new() { Name = "a" } }),
        Is.EqualTo("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}"""));

    [TestCase("apps/v1", null)]
    [TestCase(null, "Deployment")]
    [TestCase("apps/v1", "Deployment")]
    public void Encode_OfATypedObjectThatNamesThem_WritesThemOnce(string? apiVersion, string? kind)
    {
        var json = Encode(ResourceType.Of<Deployment>(), new Deployment { ApiVersion = apiVersion, Kind = kind, Metadata = new() { Name = "a" } });

        using var document = JsonDocument.Parse(json);
        Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "apiVersion", "kind", "metadata" }));
        Assert.That(document.RootElement.GetProperty("apiVersion").GetString(), Is.EqualTo("apps/v1"));
        Assert.That(document.RootElement.GetProperty("kind").GetString(), Is.EqualTo("Deployment"));
    }

    [TestCase("apps/v1beta1", null, "apiVersion is \"apps/v1beta1\"")]
    [TestCase(null, "StatefulSet", "kind is \"StatefulSet\"")]
    [TestCase("", null, "apiVersion is \"\"")]
    public void Encode_OfAnotherVersionOrKind_IsRefused(string? apiVersion, string? kind, string expected) => Assert.That(
        () => Encode(ResourceType.Of<Deployment>(), new Deployment { ApiVersion = apiVersion, Kind = kind, Metadata = new() { Name = "a" } }),
        Throws.ArgumentException.With.Message.Contains(expected).And.Message.Contains("apps/v1 Deployment"));

    [Test]
    public void Encode_WithoutMetadata_IsRefused() =>
        Assert.That(() => Encode(ResourceType.Of<Deployment>(), new Deployment { Metadata = null! }), Throws.ArgumentException.With.Message.Contains("metadata"));

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"metadata":null}""")]
    [TestCase("""{"metadata":{}} {}""")]
    [TestCase("""{"metadata":{},"spec":{"replicas":"3"}}""")]
    public void Decode_OfWhatIsNotOfTheForm_IsAJsonException(string json)
    {
        Assert.That(() => ResourceType.Of<Deployment>().Codec.DecodeJson(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
        if (!json.Contains("spec"))
        {
            Assert.That(() => ResourceType.Metadata(Deployment.Resource).Codec.DecodeJson(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
        }
    }

    [Test]
    public void Decode_OfDeepManagedFields_DoesNotDependOnTheDepthOfTheKindsOwnContext()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"f:a\":", 200)) + "{}" + new string('}', 200);
        var json = Encoding.UTF8.GetBytes($$$"""{"metadata":{"managedFields":[{"fieldsV1":{{{deep}}}}],"name":"a"},"spec":{"size":2,"unknown":{{{deep}}}}}""");
        var type = ResourceType.Of<Widget>();

        Assert.That(Widget.TypeInfo.Options.MaxDepth, Is.Zero, "the context keeps the serializer's default of 64");
        Assert.That(type.Codec.DecodeJson(json).Metadata.Name, Is.EqualTo("a"));
        Assert.That(ResourceType.Of<Widget>(Widgets2).Codec.DecodeJson(json).Spec!.Size, Is.EqualTo(2));
        Assert.That(DynamicObject.Parse(json).As(Widget.TypeInfo).Metadata.Name, Is.EqualTo("a"));
        Assert.That(Encode(type, type.Codec.DecodeJson(json)), Does.Contain(deep));
    }

    [TestCase(" { \"apiVersion\" : \"example.com/v1\",\n\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"n\":1.0e5,\"s\":\"\\u0041é\"} } \n")]
    [TestCase("""{"spec":{},"metadata":{"managedFields":[{}],"name":"a"},"kind":"Thing","apiVersion":"example.com/v1"}""")]
    public void Encode_OfADynamicObject_IsByteIdentical(string json) =>
        Assert.That(Encode(ResourceType.Dynamic(Things), DynamicObject.Parse(Encoding.UTF8.GetBytes(json))), Is.EqualTo(json));

    [TestCase("""{"metadata":{"name":"a"}}""", """{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}""")]
    [TestCase("""{"kind":"Thing","metadata":{"name":"a"}}""", """{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}""")]
    [TestCase(""" {"metadata":{"name":"a"},"apiVersion":"example.com/v1"}""", """{"kind":"Thing","metadata":{"name":"a"},"apiVersion":"example.com/v1"}""")]
    public void Encode_OfADynamicObject_PutsInFrontWhatItLacks(string json, string expected) =>
        Assert.That(Encode(ResourceType.Dynamic(Things), DynamicObject.Parse(Encoding.UTF8.GetBytes(json))), Is.EqualTo(expected));

    [Test]
    public void Encode_OfADynamicObjectOfAnotherKind_IsRefused() => Assert.That(
        () => Encode(ResourceType.Dynamic(Things), DynamicObject.Parse("""{"kind":"Pod","metadata":{}}"""u8)),
        Throws.ArgumentException.With.Message.Contains("kind is \"Pod\""));

    [Test]
    public void Dynamic_KeepsManagedFieldsWhereTheyAreAskedFor()
    {
        var json = """{"metadata":{"name":"a","managedFields":[]}}"""u8;

        Assert.That(ResourceType.Dynamic(Things, keepManagedFields: true).Codec.DecodeJson(json).Raw.ToArray(), Is.EqualTo(json.ToArray()));
        Assert.That(ResourceType.Dynamic(Things).Codec.DecodeJson(json).Raw.Length, Is.LessThan(json.Length));
    }

    // A server that does not know the media type answers with whole objects.
    [Test]
    public void Metadata_ReadsPartialAndWholeObjects()
    {
        var codec = ResourceType.Metadata(Things).Codec;

        Assert.That(
            codec.DecodeJson("""{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"a"}}"""u8).Metadata.Name, Is.EqualTo("a"));
        Assert.That(codec.DecodeJson("""{"apiVersion":"v1","kind":"Thing","spec":{"metadata":{"name":"x"}},"metadata":{"name":"a"},"status":[]}"""u8), Is.EqualTo(
            new PartialObject { ApiVersion = "v1", Kind = "Thing", Metadata = new() { Name = "a" } }));
        Assert.That(codec.AcceptObject.Split(','), Is.EqualTo(new[]
        {
            "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
            "application/json",
        }));
        Assert.That(codec.AcceptList, Is.EqualTo(codec.AcceptObject.Replace("Metadata;", "MetadataList;", StringComparison.Ordinal)));
    }

    [Test]
    public void Metadata_IsNeverSent() => Assert.That(
        () => Encode(ResourceType.Metadata(Things), new PartialObject { Metadata = new() }), Throws.InstanceOf<NotSupportedException>());

    private static string Encode<T>(ResourceType<T> type, T value)
        where T : class, IKubernetesObject
    {
        var output = new ArrayBufferWriter<byte>();
        type.Codec.Encode(value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
