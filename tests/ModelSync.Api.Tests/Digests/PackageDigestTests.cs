using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Digests;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Tests.Digests;

public sealed class PackageDigestTests
{
    private static readonly ModelVersionSpec Full = Packages.Full;

    [Test]
    public void The_canonical_forms_and_digests_of_the_golden_file_are_those_of_every_machine()
    {
        var text = new StringBuilder();
        foreach (var (name, spec, resolved) in Packages.All)
        {
            text.Append($"## {name}\n{Encoding.UTF8.GetString(PackageDigest.CanonicalForm(spec, resolved))}\n{PackageDigest.Of(spec, resolved)}\n");
            text.Append($"{Encoding.UTF8.GetString(SpecDigest.CanonicalForm(spec))}\n{SpecDigest.Of(spec)}\n\n");
        }

        Assert.That(text.ToString(), Is.EqualTo(Packages.Golden()), text.ToString());
    }

    [FsCheck.NUnit.Property]
    public Property The_order_of_lists_does_not_matter() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var shuffled = Packages.Shuffled(Full, seed);
        var pins = Packages.Pins(shuffled);
        return PackageDigest.Of(shuffled, pins) == PackageDigest.Of(Full, Packages.Pins(Full)) && SpecDigest.Of(shuffled) == SpecDigest.Of(Full);
    });

    private static IEnumerable<TestCaseData> SameThings()
    {
        yield return Case("runtime profile", Full with { RuntimeProfile = null }, Full with { RuntimeProfile = RuntimeProfile.HTTP });
        yield return Case("maps", Full with { Parameters = null, Metrics = null }, Full with { Parameters = StringMap.Empty, Metrics = StringMap.Empty });
        yield return Case("lists", Full with { Schema = null, DeploymentTargets = null }, Full with { Schema = new ModelSchema { Inputs = [] }, DeploymentTargets = [] });
        yield return Case(
            "lineage",
            Full with { Lineage = null },
            Full with { Lineage = new ModelLineage { Code = new CodeReference(), Datasets = [], Features = [] } });
        yield return Case("presence", Packages.WithInput(presence: null), Packages.WithInput(TensorPresence.Required));
        yield return Case("what may change", Full, Full with { Lifecycle = Lifecycle.Retired, Description = "other" });
        yield return Case(
            "time zone",
            Full with { Lineage = new ModelLineage { TrainedAt = KubeTime.Parse("2026-03-01T12:00:00Z") } },
            Full with { Lineage = new ModelLineage { TrainedAt = KubeTime.Parse("2026-03-01T14:00:00+02:00") } });
    }

    [TestCaseSource(nameof(SameThings))]
    public void What_says_the_same_has_the_same_digests(ModelVersionSpec one, ModelVersionSpec other)
    {
        Assert.That(PackageDigest.Of(other, Packages.Pins(other)), Is.EqualTo(PackageDigest.Of(one, Packages.Pins(one))));
        Assert.That(SpecDigest.Of(other), Is.EqualTo(SpecDigest.Of(one)));
    }

    private static IEnumerable<TestCaseData> OtherPackages()
    {
        yield return Case("component", Full with { Components = [Full.Components![0]] });
        yield return Case("role", Full with { Components = [Full.Components[0], Full.Components[1] with { Role = ComponentRole.Code }] });
        yield return Case("name", Full with { Components = [Full.Components[0] with { Name = "other" }, Full.Components[1]] });
        yield return Case("parameters", Full with { Parameters = Full.Parameters!.With("threshold", "0.8") });
        yield return Case("schema", Packages.WithInput(TensorPresence.Optional));
        yield return Case("metrics", Full with { Metrics = Full.Metrics!.With("accuracy", "0.9530") });
        yield return Case("lineage", Full with { Lineage = Full.Lineage! with { TrainingDataHash = "sha256:other" } });
        yield return Case("runtimeProfile", Full with { RuntimeProfile = RuntimeProfile.VLLM });
    }

    [TestCaseSource(nameof(OtherPackages))]
    public void Another_package_has_another_digest(ModelVersionSpec other) =>
        Assert.That(PackageDigest.Of(other, Packages.Pins(other)), Is.Not.EqualTo(PackageDigest.Of(Full, Packages.Pins(Full))));

    [Test]
    public void What_is_said_about_a_package_is_in_the_spec_digest_only()
    {
        var other = Full with { Version = "9.0.0", Model = "other", Documents = null, Dependencies = null, Hyperparameters = null, DeploymentTargets = null, PullSecrets = null };

        Assert.That(PackageDigest.Of(other, Packages.Pins(other)), Is.EqualTo(PackageDigest.Of(Full, Packages.Pins(Full))));
        Assert.That(SpecDigest.Of(other), Is.Not.EqualTo(SpecDigest.Of(Full)));
    }

    [Test]
    public void A_mirror_is_the_same_package_only_where_the_digest_proves_the_bytes()
    {
        Assert.That(Mirrored("oci://a/w", DigestStrength.Content), Is.EqualTo(Mirrored("oci://b/w", DigestStrength.Content)));
        Assert.That(Mirrored("oci://a/w", DigestStrength.Provider), Is.Not.EqualTo(Mirrored("oci://b/w", DigestStrength.Provider)));
        Assert.That(Mirrored("pvc://a/w", DigestStrength.Weak), Is.Not.EqualTo(Mirrored("pvc://b/w", DigestStrength.Weak)));
        Assert.That(Mirrored("oci://a/w", strength: null), Is.Not.EqualTo(Mirrored("oci://b/w", strength: null)));
    }

    [Test]
    public void Of_refuses_a_component_that_was_not_resolved() => Assert.That(
        () => PackageDigest.Of(Full, [Packages.Pins(Full)[0]]),
        Throws.ArgumentException.With.Message.StartsWith("components[weights] has neither a digest nor a pinned address: resolve it first."));

    private static string Mirrored(string uri, DigestStrength? strength) =>
        PackageDigest.Of(Packages.Small, [new ResolvedComponent { Name = "weights", Uri = uri, Digest = Packages.Digest('a'), Strength = strength }]);

    private static TestCaseData Case(string name, params ModelVersionSpec[] specs) => new TestCaseData([.. specs]).SetArgDisplayNames(name);
}
