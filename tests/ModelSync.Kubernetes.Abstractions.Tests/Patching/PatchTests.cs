using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Abstractions.Tests.Oracles;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Patching;

public sealed class PatchTests
{
    [Test]
    public void JsonPointer_EscapesAsRfc6901Says()
    {
        Assert.That(JsonPointer.Root.ToString(), Is.Empty);
        Assert.That(JsonPointer.Of("metadata", "annotations", "modelsync.io/abort").ToString(), Is.EqualTo("/metadata/annotations/modelsync.io~1abort"));
        Assert.That(JsonPointer.Of("a~b").ToString(), Is.EqualTo("/a~0b"));
        Assert.That(JsonPointer.Of("~1").ToString(), Is.EqualTo("/~01"), "an escaped tilde, not a slash");
        Assert.That(JsonPointer.Of("").ToString(), Is.EqualTo("/"), "the member with the empty name");
        Assert.That(JsonPointer.Of("spec", "ports").Append(2).Append("port").ToString(), Is.EqualTo("/spec/ports/2/port"));
        Assert.That(JsonPointer.Of("list").AppendEnd().ToString(), Is.EqualTo("/list/-"));
        Assert.That(JsonPointer.Of("a", "b"), Is.EqualTo(JsonPointer.Root.Append("a").Append("b")));
        Assert.That(() => JsonPointer.Root.Append(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [FsCheck.NUnit.Property]
    public Property JsonPointer_leads_where_its_segments_lead() => Prop.ForAll(
        Gen.Elements("a", "/", "~", "~1", "~0", "", "é", "a.b/c", "\"", "-").ArrayOf().Where(list => list.Length is > 0 and < 60).ToArbitrary(),
        segments =>
        {
            var document = segments.Reverse().Aggregate("1", (inner, name) => $"{{{JsonSerializer.Serialize(name)}:{inner}}}");
            var patch = Patch.Json().TestRaw(JsonPointer.Of(segments), "1"u8).Build();
            return JsonPatchInterpreter.Apply(patch.Body, document) is not null;
        });

    [Test]
    public void Json_WritesTheOperationsInOrder()
    {
        var at = JsonPointer.Of("a");
        var patch = Patch.Json()
            .Test(at, "x").Test(at, value: null).TestRaw(at, "[1]"u8)
            .Add(at, "\"").Add(at, new ApiStatusCause { Field = "f" }, CauseTypeInfo).AddRaw(at, "{}"u8)
            .Replace(at, "y").Replace(at, -5).ReplaceRaw(at, "null"u8)
            .Remove(at).Build();

        Assert.That(patch.MediaType, Is.EqualTo("application/json-patch+json"));
        Assert.That(Canonical.Of(patch.Body), Is.EqualTo(Canonical.Of(
            """
            [{"op":"test","path":"/a","value":"x"},{"op":"test","path":"/a","value":null},{"op":"test","path":"/a","value":[1]},
             {"op":"add","path":"/a","value":"\""},{"op":"add","path":"/a","value":{"field":"f"}},{"op":"add","path":"/a","value":{}},
             {"op":"replace","path":"/a","value":"y"},{"op":"replace","path":"/a","value":-5},{"op":"replace","path":"/a","value":null},
             {"op":"remove","path":"/a"}]
            """)));
    }

    [Test]
    public void Json_WithoutOperations_IsTheEmptyPatch() => Assert.That(Text(Patch.Json().Build()), Is.EqualTo("[]"));

    [Test]
    public void Build_LeavesTheBuilderToGoOn()
    {
        var builder = Patch.Json().Remove(JsonPointer.Of("a"));
        var first = builder.Build();
        var before = Text(first);
        builder.Remove(JsonPointer.Of("b"));

        Assert.That(Text(first), Is.EqualTo(before));
        Assert.That(Text(builder.Build()), Does.Contain("/b"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("1 2")]
    [TestCase("hunter2")]
    public void A_raw_value_that_is_not_one_JSON_value_is_refused_at_once_without_being_quoted(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var at = JsonPointer.Of("data", "p/q");

        foreach (var append in new Action<JsonPatchBuilder>[] { b => b.AddRaw(at, bytes), b => b.ReplaceRaw(at, bytes), b => b.TestRaw(at, bytes) })
        {
            Assert.That(() => append(Patch.Json()), Throws.InstanceOf<JsonException>().With.Message.Contains("/data/p~1q").And.Message.Not.Contains("hunter2"));
        }
    }

    [Test]
    public void Merge_and_strategic_merge_keep_their_bytes_in_a_copy()
    {
        var json = """ {"metadata":{"labels":{"a":null}}} """u8.ToArray();
        var merge = Patch.Merge(json);
        var strategic = Patch.StrategicMerge(json);
        json.AsSpan().Clear();

        Assert.That(Text(merge), Is.EqualTo(""" {"metadata":{"labels":{"a":null}}} """));
        Assert.That(merge.MediaType, Is.EqualTo("application/merge-patch+json"));
        Assert.That(Text(strategic), Is.EqualTo(Text(merge)));
        Assert.That(strategic.MediaType, Is.EqualTo("application/strategic-merge-patch+json"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"a\"")]
    [TestCase("{")]
    [TestCase("{} {}")]
    [TestCase("{}]")]
    public void Merge_and_strategic_merge_refuse_what_is_no_object(string json)
    {
        Assert.That(() => Patch.Merge(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
        Assert.That(() => Patch.StrategicMerge(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
    }

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<ApiStatusCause> CauseTypeInfo => KubernetesJsonContext.Default.ApiStatusCause;

    private static string Text(Patch patch) => Encoding.UTF8.GetString(patch.Body.Span);
}
