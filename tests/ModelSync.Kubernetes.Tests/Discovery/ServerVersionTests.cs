using ModelSync.Kubernetes.Discovery;

namespace ModelSync.Kubernetes.Tests.Discovery;

public sealed class ServerVersionTests
{
    [TestCase("1", "20", false)]
    [TestCase("1", "24", false)]
    [TestCase("1", "25", true)]
    [TestCase("1", "28+", true)]
    [TestCase("2", "0", true)]
    [TestCase("0", "99", false)]
    [TestCase("one", "28", false)]
    [TestCase("1", "", false)]
    [TestCase("1", null, false)]
    [TestCase(null, null, false)]
    [TestCase("1", "99999999999", false)]
    public void IsAtLeast_reads_the_leading_digits(string? major, string? minor, bool expected)
    {
        var version = new ServerVersion { Major = major, Minor = minor };

        Assert.That(version.HasFieldValidation, Is.EqualTo(expected));
        Assert.That(version.HasValidationRules, Is.EqualTo(expected));
    }
}
