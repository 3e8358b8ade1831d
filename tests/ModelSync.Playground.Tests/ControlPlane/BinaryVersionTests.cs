using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Tests.ControlPlane;

internal sealed class BinaryVersionTests
{
    [TestCase("Kubernetes v1.20.2\n", 1, 20, 2)]
    [TestCase("Kubernetes v1.36.0-alpha.1+abc", 1, 36, 0)]
    [TestCase("etcd Version: 3.4.23\nGit SHA: Not provided\nGo Version: go1.19.8\n", 3, 4, 23)]
    public void The_first_version_of_the_output_is_found(string output, int major, int minor, int patch)
    {
        Assert.That(BinaryVersion.TryFind(output, out var version), Is.True);
        Assert.That(version, Is.EqualTo(new BinaryVersion(major, minor, patch)));
    }

    [TestCase("")]
    [TestCase("exec format error")]
    public void Output_without_a_version_has_none(string output) => Assert.That(BinaryVersion.TryFind(output, out _), Is.False);

    [Test]
    public void Minor_versions_compare_as_numbers() => Assert.Multiple(() =>
    {
        Assert.That(new BinaryVersion(1, 9, 0).IsAtLeast(1, 20), Is.False);
        Assert.That(new BinaryVersion(1, 20, 0).IsAtLeast(1, 20), Is.True);
        Assert.That(new BinaryVersion(2, 0, 0), Is.GreaterThan(new BinaryVersion(1, 36, 4)));
    });
}
