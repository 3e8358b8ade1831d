using System.Text.Json;
using ModelSync.Kubernetes.Abstractions.Tests.Serialization;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Selectors;

public sealed class LabelSelectorTests
{
    [Test]
    public void From_null_matches_nothing() => Assert.That(LabelQuery.From(null), Is.EqualTo(LabelQuery.Nothing));

    [Test]
    public void From_empty_matches_everything()
    {
        Assert.That(LabelQuery.From(new LabelSelector()), Is.EqualTo(LabelQuery.Everything));
        Assert.That(LabelQuery.From(new LabelSelector { MatchLabels = [], MatchExpressions = [] }).IsEmpty, Is.True);
    }

    [Test]
    public void From_labels_and_expressions_joins_all()
    {
        var selector = Read(
            """{"matchLabels":{"b":"1"},"matchExpressions":[{"key":"a","operator":"In","values":["y","x"]},{"key":"c","operator":"NotIn","values":["z"]},"""
            + """{"key":"d","operator":"Exists"},{"key":"e","operator":"DoesNotExist"}]}""");

        Assert.That(LabelQuery.From(selector).ToString(), Is.EqualTo("a in (x,y),b=1,c notin (z),d,!e"));
    }

    [TestCase("""{"matchExpressions":[{"key":"a","operator":"Gt","values":["1"]}]}""", "'Gt'")]
    [TestCase("""{"matchExpressions":[{"key":"a","operator":"In"}]}""", "at least one value")]
    [TestCase("""{"matchExpressions":[{"key":"a","operator":"Exists","values":["1"]}]}""", "no values")]
    [TestCase("""{"matchExpressions":[{"key":"a b","operator":"Exists"}]}""", "matchExpressions: label key 'a b'")]
    [TestCase("""{"matchLabels":{"a":"b c"}}""", "matchLabels: 'a': label value 'b c'")]
    public void From_invalid_selector_names_the_part(string json, string named) =>
        Assert.That(() => LabelQuery.From(Read(json)), Throws.InstanceOf<FormatException>().With.Message.Contains(named));

    [Test]
    public void Equality_is_by_content()
    {
        const string Json = """{"matchLabels":{"b":"1"},"matchExpressions":[{"key":"a","operator":"In","values":["y","x"]}]}""";
        var left = Read(Json);
        var right = Read(Json);

        Assert.That(left, Is.EqualTo(right));
        Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
        Assert.That(left, Is.Not.EqualTo(right with { MatchLabels = StringMap.Empty }));
        Assert.That(left, Is.Not.EqualTo(Read(Json.Replace("\"x\"", "\"z\"", StringComparison.Ordinal))));
        Assert.That(Read("{}"), Is.Not.EqualTo(Read("""{"matchExpressions":[]}""")));
    }

    [Test]
    public void Absent_members_are_not_written() =>
        Assert.That(JsonSerializer.Serialize(new LabelSelector(), ValuesJsonContext.Default.LabelSelector), Is.EqualTo("{}"));

    private static LabelSelector Read(string json) => JsonSerializer.Deserialize(json, ValuesJsonContext.Default.LabelSelector)!;
}
