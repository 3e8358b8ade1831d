using ModelSync.Api.Versions;
using ModelSync.Registries.Components;

namespace ModelSync.Registries.Tests.Components;

public sealed class ComponentSourceTests
{
    private const string Digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private static readonly ModelComponent Weights = new() { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:1.0.0" };

    [TestCase("https://files.example/a", Digest, DigestStrength.Provider)]
    [TestCase("pvc://models/a", Digest, DigestStrength.Weak)]
    public void A_declared_digest_is_worth_what_its_source_is(string uri, string digest, DigestStrength strength) =>
        Assert.That(ComponentSource.Of(Weights with { Uri = uri, Digest = digest }), Is.EqualTo(new ComponentSource.Declared(strength)));

    [TestCase("https://files.example/a", "write the digest")]
    [TestCase("pvc://models/a", "write the digest")]
    [TestCase("s3://bucket/a", "use oci://HOST/REPOSITORY:TAG, or https://HOST/PATH with a digest, or pvc://")]
    [TestCase("gs://bucket/a", "use oci://")]
    [TestCase("hf://owner/model", "use oci://")]
    [TestCase("http://files.example/a", "use oci://")]
    [TestCase("models/a", "use oci://")]
    [TestCase("", "use oci://")]
    public void What_cannot_be_pinned_is_refused_with_what_can(string uri, string expected)
    {
        var source = ComponentSource.Of(Weights with { Uri = uri });

        Assert.That(source, Is.InstanceOf<ComponentSource.Refused>());
        Assert.That(((ComponentSource.Refused)source).Error, Does.Contain(expected));
    }

    [Test]
    public void An_image_is_written_without_a_scheme()
    {
        var image = new ModelComponent { Name = "server", Role = ComponentRole.Image };

        Assert.That(ComponentSource.Of(image with { Uri = "vllm/vllm-openai:v1" }), Is.InstanceOf<ComponentSource.Registry>());
        Assert.That(ComponentSource.Of(image with { Uri = "oci://registry.example/a:1" }), Is.InstanceOf<ComponentSource.Refused>());
        Assert.That(ComponentSource.Of(image with { Uri = "registry.example/A:1" }), Is.InstanceOf<ComponentSource.Unreadable>());
    }
}
