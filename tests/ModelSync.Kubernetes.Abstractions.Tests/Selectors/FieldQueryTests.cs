using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Selectors;

public sealed class FieldQueryTests
{
    public static class Queries
    {
        public static Arbitrary<FieldQuery> Query() => Gen.ListOf(
            from field in Gen.Elements("metadata.name", "status.phase", "spec.nodeName", "a")
            from @operator in Gen.Elements(Enum.GetValues<FieldOperator>())
            from value in Gen.ListOf(Gen.Elements('a', '\\', ',', '=', '!', ' ', 'ü')).Select(characters => string.Concat(characters))
            select new FieldRequirement(field, @operator, value))
            .Select(list => list.Aggregate(FieldQuery.Everything, (query, requirement) => query.And(requirement))).ToArbitrary();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Queries)], MaxTest = 1000)]
    public bool Parse_of_print_is_the_same_query(FieldQuery query) =>
        FieldQuery.Parse(query.ToString()).Equals(query) && FieldQuery.Parse(query.ToString()).GetHashCode() == query.GetHashCode();

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Parse_of_syntax_in_any_order_says_why_or_returns_what_prints_the_same() => Prop.ForAll(
        Gen.ListOf(Gen.Elements('a', '.', '\\', ',', '=', '!', ' ')).Select(characters => string.Concat(characters)).ToArbitrary(),
        text => FieldQuery.TryParse(text, out var query, out var error) ? FieldQuery.Parse(query.ToString()).Equals(query) : error.Length > 0);

    [TestCase("", "")]
    [TestCase("metadata.name=x,status.phase!=Running", "metadata.name=x,status.phase!=Running")]
    [TestCase("b=1,a=2", "a=2,b=1")]
    [TestCase("a==b", "a=b")]
    [TestCase("a=", "a=")]
    [TestCase("a!=", "a!=")]
    [TestCase(",a=b,,", "a=b")]
    [TestCase(@"a=b\,c\=d\\e", @"a=b\,c\=d\\e")]
    [TestCase(@"a=b\\,c=d", @"a=b\\,c=d")]
    [TestCase("a=x!y", "a=x!y")]
    public void Parse_prints_the_canonical_text(string text, string canonical) => Assert.That(FieldQuery.Parse(text).ToString(), Is.EqualTo(canonical));

    [TestCase("abc", "'abc'")]
    [TestCase("=x", "empty")]
    [TestCase("!=x", "empty")]
    [TestCase("a=b=c", @"\=")]
    [TestCase(@"a=b\", "escape")]
    [TestCase(@"a=\n", "escape")]
    [TestCase(@"a\=b", @"'a\'")]
    [TestCase("a b=c", "'a b'")]
    [TestCase("a=b, c=d", "' c'")]
    public void Parse_of_invalid_text_names_selector_and_finding(string text, string finding) =>
        Assert.That(() => FieldQuery.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains($"field selector '{text}'").And.Message.Contains(finding));

    [Test]
    public void Fluent_building_escapes_values_and_refuses_fields_that_cannot_be_written()
    {
        var query = FieldQuery.Everything.NotEqual("status.phase", "Running").Equal("metadata.name", "a,b=c");

        Assert.That(query, Is.EqualTo(FieldQuery.Parse(@"metadata.name=a\,b\=c,status.phase!=Running")));
        Assert.That(query.Requirements[0].Value, Is.EqualTo("a,b=c"));
        Assert.That(() => FieldQuery.Everything.Equal("a=b", "c"), Throws.ArgumentException.With.Message.Contains("'a=b'"));
        Assert.That(() => FieldQuery.Everything.Equal("", "c"), Throws.ArgumentException.With.Message.Contains("empty"));
    }

    [TestCase("", true)]
    [TestCase("metadata.name=x", true)]
    [TestCase("metadata.name=y", false)]
    [TestCase("metadata.name!=y", true)]
    [TestCase("metadata.name!=x", false)]
    [TestCase("spec.nodeName=", true)]
    [TestCase("spec.nodeName!=", false)]
    [TestCase("metadata.name=x,status.phase!=Running", false)]
    public void Matches_as_apimachinery(string text, bool expected)
    {
        StringMap fields = [new("metadata.name", "x"), new("status.phase", "Running")];

        Assert.That(FieldQuery.Parse(text).Matches(fields), Is.EqualTo(expected));
    }
}
