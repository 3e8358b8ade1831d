using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Abstractions.Tests.Selectors;

public sealed class LabelSyntaxTests
{
    private static readonly string Long = new('a', 64);

    [TestCase("simple")]
    [TestCase("now-with-dashes")]
    [TestCase("1-starts-with-num")]
    [TestCase("1234")]
    [TestCase("simple/simple")]
    [TestCase("now-with-dashes/now-with-dashes")]
    [TestCase("now.with.dots/simple")]
    [TestCase("Uppercase_Is-OK.123")]
    [TestCase("example.com/Uppercase_Is_OK_123")]
    public void Valid_keys_have_no_error(string key) => Assert.That(LabelSyntax.FindKeyError(key), Is.Null);

    [TestCase("", "name part must not be empty")]
    [TestCase("nospecialchars%^=@", "name part 'nospecialchars%^=@'")]
    [TestCase("cantendwithadash-", "name part")]
    [TestCase("-cantstartwithadash-", "name part")]
    [TestCase("only/one/slash", "more than one '/'")]
    [TestCase("Example.com/abc", "prefix part 'Example.com'")]
    [TestCase("example_com/abc", "prefix part")]
    [TestCase("example..com/abc", "prefix part")]
    [TestCase("-a.com/abc", "prefix part")]
    [TestCase("a-.com/abc", "prefix part")]
    [TestCase("example.com/", "name part must not be empty")]
    [TestCase("/simple", "prefix part before '/' must not be empty")]
    [TestCase("grün", "name part 'grün'")]
    [TestCase("a\n", "name part")]
    public void Invalid_keys_name_the_part(string key, string part) =>
        Assert.That(LabelSyntax.FindKeyError(key), Does.StartWith($"label key '{key}'").And.Contains(part));

    [Test]
    public void Lengths_are_limited_and_named()
    {
        var prefix = string.Join('.', Enumerable.Repeat(new string('a', 50), 5));

        Assert.That(LabelSyntax.FindKeyError(Long[..63]), Is.Null);
        Assert.That(LabelSyntax.FindKeyError(Long), Does.Contain("name part must be no more than 63").And.Contains("64"));
        Assert.That(LabelSyntax.FindKeyError($"{prefix[..253]}/a"), Is.Null);
        Assert.That(LabelSyntax.FindKeyError($"{prefix}/a"), Does.Contain("prefix part must be no more than 253").And.Contains("254"));
        Assert.That(LabelSyntax.FindValueError(Long[..63]), Is.Null);
        Assert.That(LabelSyntax.FindValueError(Long), Does.Contain("no more than 63").And.Contains("64"));
    }

    [TestCase("")]
    [TestCase("simple")]
    [TestCase("now-with_dots.and-9")]
    [TestCase("UPPER")]
    [TestCase("1")]
    public void Valid_values_have_no_error(string value) => Assert.That(LabelSyntax.FindValueError(value), Is.Null);

    [TestCase("-a")]
    [TestCase("a-")]
    [TestCase("a b")]
    [TestCase("a/b")]
    [TestCase(" ")]
    [TestCase("ä")]
    public void Invalid_values_are_named(string value) => Assert.That(LabelSyntax.FindValueError(value), Does.StartWith($"label value '{value}'"));
}
