using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Tests.Versions;

public sealed class VersionRangeTests
{
    [TestCase("^2.3", "2.3.0 2.3.1+data.7 2.9.0", "2.2.9 3.0.0 2.3.0-rc.1 3.0.0-rc.1")]
    [TestCase("^2", "2.0.0 2.9.9", "1.9.9 3.0.0")]
    [TestCase("^1.2.3", "1.2.3 1.9.0", "1.2.2 2.0.0")]
    [TestCase("^0.3", "0.3.0 0.3.9", "0.2.9 0.4.0 1.0.0")]
    [TestCase("^0.0.3", "0.0.3", "0.0.2 0.0.4 0.1.0")]
    [TestCase("^0.0", "0.0.0 0.0.9", "0.1.0")]
    [TestCase("^0", "0.0.0 0.9.9", "1.0.0")]
    [TestCase("^1.2.3-rc.1", "1.2.3-rc.1 1.2.3-rc.2 1.2.3 1.3.0", "1.2.3-beta 1.3.0-rc.1 2.0.0")]
    [TestCase("~1.4.2", "1.4.2 1.4.9", "1.4.1 1.5.0")]
    [TestCase("~1.4", "1.4.0 1.4.9", "1.5.0")]
    [TestCase("~1", "1.0.0 1.9.0", "2.0.0")]
    [TestCase(">=1.2 <3", "1.2.0 2.9.9+data.1", "1.1.9 3.0.0 3.0.0-rc.1")]
    [TestCase(">1.2", "1.3.0", "1.2.0 1.2.9")]
    [TestCase(">1.2.3", "1.2.4", "1.2.3 1.2.3+data.9")]
    [TestCase("<=1.2", "1.2.9 0.1.0", "1.3.0")]
    [TestCase("<=1.2.3", "1.2.3 1.2.3+data.9", "1.2.4")]
    [TestCase("1.2.3", "1.2.3 1.2.3+data.9", "1.2.4 1.2.3-rc.1")]
    [TestCase("=1.2", "1.2.0 1.2.9", "1.3.0 1.1.0")]
    [TestCase("1", "1.0.0 1.9.9", "2.0.0 0.9.0")]
    [TestCase("*", "0.0.0 9.9.9+data.3", "1.0.0-rc.1")]
    [TestCase("^2.3 data>=7", "2.3.0+data.7 2.4.0+data.8", "2.3.0 2.3.0+data.6 3.0.0+data.7")]
    [TestCase("data=7", "1.0.0+data.7", "1.0.0 1.0.0+data.8")]
    [TestCase("data<7  data>3", "1.0.0+data.4", "1.0.0+data.3 1.0.0+data.7")]
    [TestCase("<3.0.0-rc.1", "2.9.9 3.0.0-beta", "3.0.0-rc.1 3.0.0 2.9.9-rc.1")]
    public void Contains_knows_what_is_inside(string range, string inside, string outside)
    {
        var parsed = VersionRange.Parse(range);

        Assert.Multiple(() =>
        {
            Assert.That(inside.Split(' ').Where(version => !parsed.Contains(SemanticVersion.Parse(version))), Is.Empty, "inside");
            Assert.That(outside.Split(' ').Where(version => parsed.Contains(SemanticVersion.Parse(version))), Is.Empty, "outside");
            Assert.That(parsed.ToString(), Is.EqualTo(range));
        });
    }

    [TestCase(null, "range \"\" is empty: write a condition, such as ^2.3, or * for any version")]
    [TestCase("  ", "range \"  \" is empty: write a condition, such as ^2.3, or * for any version")]
    [TestCase("^2.x", "range \"^2.x\" has \"^2.x\": write a comparison and a version, such as ^2.3, >=1.2, ~1.4.2 or 1.4.2")]
    [TestCase(">= 1.2", "range \">= 1.2\" has \">=\": write a comparison and a version, such as ^2.3, >=1.2, ~1.4.2 or 1.4.2")]
    [TestCase("1.2.3.4", "range \"1.2.3.4\" has \"1.2.3.4\": write a comparison and a version, such as ^2.3, >=1.2, ~1.4.2 or 1.4.2")]
    [TestCase("1.2.3 || 2", "range \"1.2.3 || 2\" has \"||\": write a comparison and a version, such as ^2.3, >=1.2, ~1.4.2 or 1.4.2")]
    [TestCase("1.2.3+data.7", "range \"1.2.3+data.7\" has \"1.2.3+data.7\": write the data version as a condition of its own, such as data=7")]
    [TestCase("data7", "range \"data7\" has \"data7\": compare the data version by >=, >, <=, < or =, such as data>=7")]
    [TestCase("data>=", "range \"data>=\" has \"data>=\": write a number after it, such as data>=7")]
    [TestCase("data>=x", "range \"data>=x\" has the data version \"x\": write a number")]
    public void TryParse_names_the_value_and_the_remedy(string? text, string expected)
    {
        Assert.That(VersionRange.TryParse(text, out var range, out var error), Is.False);
        Assert.That(range, Is.Null);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void A_range_of_any_length_is_answered()
    {
        Assert.That(VersionRange.TryParse(new string('1', 1000), out _, out var error), Is.False);
        Assert.That(error, Does.EndWith("…\" has 1000 characters: at most 100 are allowed"));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property A_caret_holds_what_a_caller_of_that_version_can_use() => Prop.ForAll(RandomVersions.Arbitrary, RandomVersions.Arbitrary, (wanted, found) =>
    {
        var plain = new SemanticVersion(wanted.Major, wanted.Minor, wanted.Patch);
        var contains = VersionRange.Parse($"^{plain}").Contains(found);
        var expected = found.PreRelease is null && found >= plain && (plain.Major, plain.Minor) switch
        {
            (> 0, _) => found.Major == plain.Major,
            (0, > 0) => found.Major == 0 && found.Minor == plain.Minor,
            _ => found.CompareCore(plain) == 0,
        };
        return contains == expected;
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property A_version_is_in_the_range_that_names_it() => Prop.ForAll(RandomVersions.Arbitrary, version =>
    {
        var text = version.ToString().Split('+')[0];
        return VersionRange.Parse(text).Contains(version) && VersionRange.Parse($">={text}").Contains(version) && !VersionRange.Parse($"<{text}").Contains(version);
    });
}
