using ModelSync.Api.Versions;

namespace ModelSync.Api.Tests.Versions;

public sealed class SemanticVersionTests
{
    [Test]
    public void Parse_reads_every_part()
    {
        var version = SemanticVersion.Parse("2.3.1-rc.1+data.7");

        Assert.That((version.Major, version.Minor, version.Patch, version.PreRelease, version.Data), Is.EqualTo((2L, 3L, 1L, "rc.1", 7L)));
        Assert.That(version.ToString(), Is.EqualTo("2.3.1-rc.1+data.7"));
    }

    [TestCase("0.0.0")]
    [TestCase("20261130.0.0")]
    [TestCase("999999999999999999.0.0")]
    [TestCase("1.0.0-0")]
    [TestCase("1.0.0-alpha.0.1a.a-b.0-1")]
    [TestCase("1.0.0-data")]
    [TestCase("1.0.0-rc.data.7")]
    [TestCase("1.0.0+data.0")]
    [TestCase("1.0.0-12345678901234567890123456789012345678901234", TestName = "Fifty characters, and a number longer than a long")]
    public void Parse_and_ToString_keep_the_text(string text) => Assert.That(SemanticVersion.Parse(text).ToString(), Is.EqualTo(text));

    [TestCase(null, "version \"\" is empty: write major.minor.patch, such as 1.0.0")]
    [TestCase("2.3", "version \"2.3\" has 2 numbers before any - or +: write major.minor.patch, such as 1.0.0")]
    [TestCase("2", "version \"2\" has 1 number before any - or +: write major.minor.patch, such as 1.0.0")]
    [TestCase("v2.3.1", "version \"v2.3.1\" begins with v: write 2.3.1")]
    [TestCase("2.3.1-RC.1", "version \"2.3.1-RC.1\" has upper case letters: write 2.3.1-rc.1")]
    [TestCase("02.3.1", "version \"02.3.1\" has the major version \"02\": write it without leading zeros")]
    [TestCase("2..1", "version \"2..1\" has no minor version: write major.minor.patch, such as 1.0.0")]
    [TestCase("2.3.x", "version \"2.3.x\" has the patch version \"x\": write a number")]
    [TestCase("2.3.٣", "version \"2.3.٣\" has the patch version \"٣\": write a number")]
    [TestCase("1234567890123456789.0.0", "version \"1234567890123456789.0.0\" has a major version of 19 digits: at most 18 are allowed")]
    [TestCase("2.3.1-", "version \"2.3.1-\" has an empty part in its pre-release: write something between the dots")]
    [TestCase("2.3.1-rc..1", "version \"2.3.1-rc..1\" has an empty part in its pre-release: write something between the dots")]
    [TestCase("2.3.1-rc.01", "version \"2.3.1-rc.01\" has \"01\" in its pre-release: write numbers without leading zeros")]
    [TestCase("2.3.1-rc_1", "version \"2.3.1-rc_1\" has \"rc_1\" in its pre-release: only a-z, 0-9 and - are allowed")]
    [TestCase("2.3.1--a", "version \"2.3.1--a\" has \"-a\" in its pre-release: begin and end it with a letter or digit")]
    [TestCase("2.3.1-a-+data.7", "version \"2.3.1-a-+data.7\" has \"a-\" in its pre-release: begin and end it with a letter or digit")]
    [TestCase("2.3.1-data.7", "version \"2.3.1-data.7\" has \"-data.\": write the version of the data after a plus, such as 1.0.0+data.7")]
    [TestCase("2.3.1-rc-data.7", "version \"2.3.1-rc-data.7\" has \"-data.\": write the version of the data after a plus, such as 1.0.0+data.7")]
    [TestCase("2.3.1+build.5", "version \"2.3.1+build.5\" has \"build.5\" after the plus: only data.N is allowed there, such as +data.7")]
    [TestCase("2.3.1+", "version \"2.3.1+\" has \"\" after the plus: only data.N is allowed there, such as +data.7")]
    [TestCase("2.3.1+data.07", "version \"2.3.1+data.07\" has the data version \"07\": write it without leading zeros")]
    [TestCase("2.3.1+data.7+data.8", "version \"2.3.1+data.7+data.8\" has the data version \"7+data.8\": write a number")]
    [TestCase("1.0.0-aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee", "version \"1.0.0-aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee…\" has 51 characters: at most 50 are allowed")]
    public void TryParse_names_the_value_and_the_remedy(string? text, string expected)
    {
        Assert.That(SemanticVersion.TryParse(text, out var version, out var error), Is.False);
        Assert.That(version, Is.Null);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void Parse_throws_the_message_of_TryParse() =>
        Assert.That(() => SemanticVersion.Parse("1"), Throws.TypeOf<FormatException>().With.Message.StartsWith("version \"1\" has 1 number"));

    [Test]
    public void The_order_is_that_of_the_design()
    {
        // The pre-releases are the example of semver.org, rule 11.
        string[] ascending =
        [
            "0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha+data.0", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0+data.0", "1.0.0+data.2", "1.0.0+data.10", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "10.0.0",
        ];

        var sorted = ascending.Reverse().Select(SemanticVersion.Parse).Order().Select(version => version.ToString());

        Assert.That(sorted, Is.EqualTo(ascending));
    }

    [Test]
    public void Operators_agree_with_CompareTo()
    {
        var low = SemanticVersion.Parse("1.0.0");
        var high = SemanticVersion.Parse("1.0.0+data.0");

        Assert.That(low < high && high > low && low <= high && high >= low && low != high && !(low == high), Is.True);
        Assert.That(low.CompareTo((object?)null), Is.EqualTo(1));
        Assert.That(() => low.CompareTo("1.0.0"), Throws.ArgumentException);
        Assert.That(low, Is.EqualTo(SemanticVersion.Parse("1.0.0")));
    }

    [TestCase("2.3.1", "2.3.1", "fraud-detector-2.3.1")]
    [TestCase("2.3.1+data.7", "2.3.1_data.7", "fraud-detector-2.3.1-data.7")]
    [TestCase("2.3.1-rc.1+data.7", "2.3.1-rc.1_data.7", "fraud-detector-2.3.1-rc.1-data.7")]
    public void Labels_and_names_have_no_plus(string text, string label, string name)
    {
        var version = SemanticVersion.Parse(text);

        Assert.That(version.ToLabelValue(), Is.EqualTo(label));
        Assert.That(version.ToObjectName("fraud-detector"), Is.EqualTo(name));
    }
}
