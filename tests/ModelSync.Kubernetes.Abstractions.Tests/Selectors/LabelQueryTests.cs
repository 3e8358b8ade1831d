using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Selectors;

public sealed class LabelQueryTests
{
    [TestCase("", "")]
    [TestCase("  ", "")]
    [TestCase("a=b", "a=b")]
    [TestCase("a==b", "a=b")]
    [TestCase(" a = b ", "a=b")]
    [TestCase("x=a,y=b,z=c", "x=a,y=b,z=c")]
    [TestCase("x=a,a=x", "a=x,x=a")]
    [TestCase("x!=a,y=b", "x!=a,y=b")]
    [TestCase("x=", "x=")]
    [TestCase("x= ,z= ", "x=,z=")]
    [TestCase("x", "x")]
    [TestCase("!x", "!x")]
    [TestCase("! x", "!x")]
    [TestCase("x>1", "x>1")]
    [TestCase("x>1,z<5", "x>1,z<5")]
    [TestCase("x in (c,a,b,a)", "x in (a,b,c)")]
    [TestCase("x in(a)", "x in (a)")]
    [TestCase("x notin (a,b)", "x notin (a,b)")]
    [TestCase("x in ()", "x in ()")]
    [TestCase("x in (,)", "x in ()")]
    [TestCase("x in (,a)", "x in (,a)")]
    [TestCase("x in (a,)", "x in (,a)")]
    [TestCase("x in (foo,,baz),y,z notin ()", "x in (,baz,foo),y,z notin ()")]
    [TestCase("in in (in,notin)", "in in (in,notin)")]
    [TestCase("notin=in", "notin=in")]
    [TestCase("in", "in")]
    [TestCase("!in,notin", "!in,notin")]
    [TestCase("x\tin\r\n(a)", "x in (a)")]
    [TestCase("a=b,c!=d,e in (x,y),f notin (z),g,!h,i==j, x>1,y<5", "a=b,c!=d,e in (x,y),f notin (z),g,!h,i=j,x>1,y<5")]
    [TestCase("example.com/name=Value_1.x-y", "example.com/name=Value_1.x-y")]
    public void Parse_prints_the_canonical_text(string text, string canonical)
    {
        var query = LabelQuery.Parse(text);

        Assert.That(query.ToString(), Is.EqualTo(canonical));
        Assert.That(LabelQuery.Parse(canonical), Is.EqualTo(query));
    }

    [TestCase("x=a||y=b", "'a||y'")]
    [TestCase("x==a==b", "'=='")]
    [TestCase("!x=a", "'='")]
    [TestCase("x<a", "integer")]
    [TestCase("x>1.5", "integer")]
    [TestCase("x>", "integer")]
    [TestCase(",", "','")]
    [TestCase("a,", "the end")]
    [TestCase("a,,b", "','")]
    [TestCase("=a", "'='")]
    [TestCase("!", "the end")]
    [TestCase("!!a", "'!'")]
    [TestCase("a b", "'b'")]
    [TestCase("a in", "the end")]
    [TestCase("a in b", "'b'")]
    [TestCase("a in (b", "the end")]
    [TestCase("a in (b c)", "'c'")]
    [TestCase("a in (=)", "'='")]
    [TestCase("a in (b))", "')'")]
    [TestCase("a=(b)", "'('")]
    [TestCase("a=b c", "'c'")]
    [TestCase("a=b=c", "'='")]
    [TestCase("a!b", "'!'")]
    [TestCase("-a", "name part")]
    [TestCase("a/b/c=d", "more than one '/'")]
    [TestCase("/b", "prefix part")]
    [TestCase("Example.com/b", "prefix part 'Example.com'")]
    [TestCase("a=-b", "'-b'")]
    [TestCase("a in (b,c*)", "'c*'")]
    public void Parse_of_invalid_text_names_selector_and_finding(string text, string finding)
    {
        Assert.That(() => LabelQuery.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains($"label selector '{text}'").And.Message.Contains(finding));
        Assert.That(LabelQuery.TryParse(text, out var query, out var error), Is.False);
        Assert.That((query, error is null), Is.EqualTo(((LabelQuery?)null, false)));
    }

    [TestCase("", "x=y", true)]
    [TestCase("x=y", "x=y", true)]
    [TestCase("x=y,z=w", "x=y,z=w", true)]
    [TestCase("x!=y,z!=w", "x=z,z=a", true)]
    [TestCase("notin=in", "notin=in", true)]
    [TestCase("x", "x=z", true)]
    [TestCase("!x", "y=z", true)]
    [TestCase("x>1", "x=2", true)]
    [TestCase("x<1", "x=0", true)]
    [TestCase("x=z", "", false)]
    [TestCase("x=y", "x=z", false)]
    [TestCase("x=y,z=w", "x=w,z=w", false)]
    [TestCase("x!=y,z!=w", "x=z,z=w", false)]
    [TestCase("x", "y=z", false)]
    [TestCase("!x", "x=z", false)]
    [TestCase("x>1", "x=1", false)]
    [TestCase("x>1", "x=abc", false)]
    [TestCase("x>1", "y=2", false)]
    [TestCase("x<1", "x=1", false)]
    [TestCase("x>9", "x=10", true)]
    [TestCase("x!=y", "", true)]
    [TestCase("x notin (y)", "", true)]
    [TestCase("x in ()", "x=", true)]
    [TestCase("x=", "x=", true)]
    [TestCase("x=", "", false)]
    public void Matches_as_apimachinery(string selector, string labels, bool expected) =>
        Assert.That(LabelQuery.Parse(selector).Matches(LabelsOf(labels)), Is.EqualTo(expected));

    [Test]
    public void Matches_of_an_object_without_labels()
    {
        Assert.That(LabelQuery.Everything.Matches(null), Is.True);
        Assert.That(LabelQuery.Parse("!a,b!=c").Matches(null), Is.True);
        Assert.That(LabelQuery.Parse("a").Matches(null), Is.False);
    }

    [Test]
    public void Nothing_matches_no_object_also_after_its_text_went_over_the_wire()
    {
        var received = LabelQuery.Parse(LabelQuery.Nothing.ToString());

        Assert.That(received, Is.EqualTo(LabelQuery.Nothing));
        Assert.That(LabelQuery.Nothing.ToString(), Is.Not.Empty);
        Assert.That(received.Matches(null), Is.False);
        Assert.That(received.Matches(LabelsOf("nothing=x")), Is.False);
    }

    [Test]
    public void Fluent_building_equals_parsing()
    {
        var query = LabelQuery.Everything
            .Equal("a", "b").NotEqual("c", "d").In("e", "y", "x").NotIn("f", "z").Exists("g").DoesNotExist("h").GreaterThan("i", 1).LessThan("j", 5)
            .And(LabelQuery.Parse("k=l"));

        Assert.That(query, Is.EqualTo(LabelQuery.Parse("k=l,a=b,c!=d,e in (x,y),f notin (z),g,!h,i>1,j<5")));
        Assert.That(LabelQuery.FromLabels(LabelsOf("b=2,a=1")), Is.EqualTo(LabelQuery.Parse("a=1,b=2")));
    }

    [Test]
    public void Fluent_building_refuses_invalid_parts_by_name()
    {
        Assert.That(() => LabelQuery.Everything.Equal("-a", "b"), Throws.ArgumentException.With.Message.Contains("'-a'"));
        Assert.That(() => LabelQuery.Everything.Equal("a", "b c"), Throws.ArgumentException.With.Message.Contains("'b c'"));
        Assert.That(() => LabelQuery.Everything.In("a"), Throws.ArgumentException.With.Message.Contains("at least one"));
        Assert.That(() => LabelQuery.Everything.GreaterThan("a", -1), Throws.ArgumentException.With.Message.Contains("'-1'"));
        Assert.That(() => LabelQuery.Everything.In("a", null!, "b"), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => LabelRequirement.Create("a", LabelOperator.Exists, "b"), Throws.ArgumentException.With.Message.Contains("no values"));
        Assert.That(() => LabelRequirement.Create("a", LabelOperator.Equal, "b", "c"), Throws.ArgumentException.With.Message.Contains("exactly one"));
        Assert.That(() => LabelRequirement.Create("a", (LabelOperator)99, "b"), Throws.ArgumentException.With.Message.Contains("99"));
    }

    [Test]
    public void TryGetExactValue_finds_what_an_index_can_answer()
    {
        var query = LabelQuery.Parse("a=1,b in (2),c in (3,4),d!=5,e");

        Assert.That(query.TryGetExactValue("a", out var a) ? a : null, Is.EqualTo("1"));
        Assert.That(query.TryGetExactValue("b", out var b) ? b : null, Is.EqualTo("2"));
        Assert.That(new[] { "c", "d", "e", "f" }, Has.None.Matches<string>(key => query.TryGetExactValue(key, out _)));
    }

    private static StringMap LabelsOf(string text) =>
        StringMap.From(text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
}
