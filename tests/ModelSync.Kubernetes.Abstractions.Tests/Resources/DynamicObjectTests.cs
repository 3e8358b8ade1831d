using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Abstractions.Tests.Oracles;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Abstractions.Tests.Resources;

public sealed class DynamicObjectTests
{
    private static readonly ResourceCodec<DynamicObject> Cutting = ResourceType.Dynamic(new("example.com", "v1", "Thing", "things")).Codec;

    [Test]
    public void Parse_KeepsEveryByteInACopy()
    {
        var json = " { \"kind\" : \"Thing\",\n\"metadata\":{\"name\":\"a\", \"managedFields\":[ ]},\"spec\":{\"n\":1.0e5,\"s\":\"\\u0041é\"} } \n"u8.ToArray();
        var original = json.ToArray();

        var value = DynamicObject.Parse(json);
        json.AsSpan().Clear();

        Assert.That(value.Raw.ToArray(), Is.EqualTo(original));
        Assert.That(value.Kind, Is.EqualTo("Thing"));
        Assert.That(value.ApiVersion, Is.Null);
        Assert.That(value.Metadata, Is.EqualTo(new ObjectMeta { Name = "a" }));
    }

    [TestCase("""{"managedFields":[{"a":1}]}""", """{}""", TestName = "only")]
    [TestCase("""{"managedFields":[],"name":"a"}""", """{"name":"a"}""", TestName = "first")]
    [TestCase("""{"name":"a","managedFields":[],"uid":"u"}""", """{"name":"a","uid":"u"}""", TestName = "middle")]
    [TestCase("""{"name":"a","managedFields":[]}""", """{"name":"a"}""", TestName = "last")]
    [TestCase("""{"managedFields":null,"name":"a"}""", """{"name":"a"}""", TestName = "null")]
    [TestCase("""{"managedFields":[1],"managedFields":[2]}""", """{}""", TestName = "twice and nothing else")]
    [TestCase("""{"managedFields":[1],"managedFields":[2],"name":"a"}""", """{"name":"a"}""", TestName = "twice at the front")]
    [TestCase("""{"name":"a","managedFields":[1],"managedFields":[2]}""", """{"name":"a"}""", TestName = "twice at the end")]
    [TestCase("""{"managedFields":[1],"name":"a","managedFields":[2],"uid":"u","managedFields":[3]}""", """{"name":"a","uid":"u"}""", TestName = "everywhere")]
    [TestCase("""{"name":"a","managed\u0046ields":[]}""", """{"name":"a"}""", TestName = "escaped")]
    [TestCase("""{"labels":{"managedFields":"x"},"name":"a"}""", """{"labels":{"managedFields":"x"},"name":"a"}""", TestName = "a label of that name")]
    public void Decode_CutsManagedFields(string metadata, string expected)
    {
        var json = $$$$"""{"kind":"Thing","metadata":{{{{metadata}}}},"spec":{"managedFields":[1],"metadata":{"managedFields":[2]}}}""";

        var value = Cutting.DecodeJson(Encoding.UTF8.GetBytes(json));

        Assert.That(Encoding.UTF8.GetString(value.Raw.Span), Is.EqualTo(json.Replace(metadata, expected)));
    }

    [Test]
    public void Decode_OfMetadataTwice_CutsBothAndReadsTheLast()
    {
        var value = Cutting.DecodeJson("""{"metadata":{"name":"a","managedFields":[1]},"metadata":{"managedFields":[2],"name":"b"}}"""u8);

        Assert.That(Encoding.UTF8.GetString(value.Raw.Span), Is.EqualTo("""{"metadata":{"name":"a"},"metadata":{"name":"b"}}"""));
        Assert.That(value.Metadata.Name, Is.EqualTo("b"));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property A_cut_object_is_the_original_without_its_managed_fields() => Prop.ForAll(Objects().ToArbitrary(), json =>
    {
        var cut = Cutting.DecodeJson(Encoding.UTF8.GetBytes(json)).Raw;
        return Canonical.Of(cut) == Canonical.Of(json, without: "/metadata/managedFields");
    });

    [FsCheck.NUnit.Property]
    public Property An_object_that_keeps_them_is_the_original() => Prop.ForAll(Objects().ToArbitrary(), json =>
        Encoding.UTF8.GetString(DynamicObject.Parse(Encoding.UTF8.GetBytes(json)).Raw.Span) == json);

    [TestCase("", TestName = "nothing")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("""[{"metadata":{}}]""")]
    [TestCase("{}")]
    [TestCase("""{"kind":"Thing"}""")]
    [TestCase("""{"metadata":null}""")]
    [TestCase("""{"metadata":[]}""")]
    [TestCase("""{"metadata":"a"}""")]
    [TestCase("""{"metadata":{"name":1}}""")]
    [TestCase("""{"metadata":{"name":"a"}""")]
    [TestCase("""{"metadata":{"name":"a"}} x""")]
    [TestCase("""{"metadata":{"name":"a"}}{}""")]
    [TestCase("""{"metadata":{"name":"a"},}""")]
    [TestCase("""{"kind":1,"metadata":{}}""")]
    [TestCase("""{"apiVersion":{"a":1},"metadata":{}}""")]
    [TestCase("""{"apiVersion":null,"metadata":{}}""")]
    [TestCase("""{"kind":"\ud800","metadata":{}}""")]
    public void Decode_OfWhatIsNoObject_SaysSo(string json)
    {
        Assert.That(() => Cutting.DecodeJson(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
        Assert.That(() => DynamicObject.Parse(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Decode_OfWrongMetadata_NamesThePathFromTheRoot() => Assert.That(
        () => Cutting.DecodeJson("""{"metadata":{"labels":{"a":1}}}"""u8),
        Throws.InstanceOf<JsonException>().With.Property(nameof(JsonException.Path)).StartsWith("$.metadata.labels"));

    [Test]
    public void Decode_OfInvalidUtf8_IsRefused() => Assert.That(
        () => DynamicObject.Parse([.. "{\"metadata\":{\"name\":\"a\"},\"kind\":\""u8, 0xC3, 0x28, .. "\"}"u8]), Throws.InstanceOf<JsonException>());

    [TestCase(500, true)]
    [TestCase(600, false)]
    public void Nesting_is_read_far_beyond_the_usual_limit_but_not_for_ever(int depth, bool isRead)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"metadata":{"name":"a"},"spec":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        Assert.That(() => Cutting.DecodeJson(json), isRead ? Throws.Nothing : Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void ToString_NeverShowsContent()
    {
        var value = DynamicObject.Parse("""{"kind":"Secret","metadata":{"name":"a","namespace":"prod","annotations":{"n":"hunter2"}},"data":{"p":"hunter2"}}"""u8);

        Assert.That(value.ToString(), Is.EqualTo("Secret prod/a"));
        Assert.That(DynamicObject.Parse("""{"metadata":{"name":"a"}}"""u8).ToString(), Is.EqualTo("object a"));
    }

    [Test]
    public void ToJsonElement_ParsesTheWholeObject() => Assert.That(
        DynamicObject.Parse("""{"metadata":{"name":"a"},"spec":{"n":7}}"""u8).ToJsonElement().GetProperty("spec").GetProperty("n").GetInt32(), Is.EqualTo(7));

    [Test]
    public void As_ReadsTheTypedForm()
    {
        var value = DynamicObject.Parse("""{"kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"v"}}"""u8);

        Assert.That(value.As(KindsJsonContext.Default.ConfigMap).Data!["k"], Is.EqualTo("v"));
    }

    [Test]
    public void As_OfAnotherForm_SaysWhere() => Assert.That(
        () => DynamicObject.Parse("""{"metadata":{"name":"a"},"data":{"k":1}}"""u8).As(KindsJsonContext.Default.ConfigMap),
        Throws.InstanceOf<JsonException>().With.Property(nameof(JsonException.Path)).EqualTo("$.data"));

    [Test]
    public void Kinds_that_repeat_from_object_to_object_are_shared()
    {
        var json = """{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}"""u8;

        var first = Cutting.DecodeJson(json);
        var second = Cutting.DecodeJson(json);

        Assert.That(second.Kind, Is.SameAs(first.Kind));
        Assert.That(second.ApiVersion, Is.SameAs(first.ApiVersion));
    }

    private static Gen<string> Objects()
    {
        var metadataMember = Gen.OneOf(
            RandomJson.Member("managedFields", RandomJson.Value),
            RandomJson.Member("name", Gen.Elements("\"a\"", "null", "\"\\\"managedFields\\\":[]\"")),
            RandomJson.Member("labels", Gen.Elements("{}", """{"managedFields":"x"}""")),
            RandomJson.Member("unknown", RandomJson.Value));
        var metadata = RandomJson.Member("metadata", RandomJson.ObjectOfAny(metadataMember, most: 5));
        var other = Gen.OneOf(RandomJson.Member("spec", RandomJson.Value), RandomJson.Member("managedFields", RandomJson.Value), metadata);
        return RandomJson.Object(other, metadata, other);
    }
}
