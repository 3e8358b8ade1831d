using ModelSync.Api.Versions;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

public sealed class ComponentSourceTests
{
    [TestCase("https://files.example/a", Sample.Digest, DigestStrength.Provider)]
    [TestCase("pvc://models/a", Sample.Digest, DigestStrength.Weak)]
    public void A_declared_digest_is_worth_what_its_source_is(string uri, string digest, DigestStrength strength) =>
        Assert.That(ComponentSource.Of(Sample.Weights with { Uri = uri, Digest = digest }), Is.EqualTo(new ComponentSource.Declared(strength)));

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
        var source = ComponentSource.Of(Sample.Weights with { Uri = uri });

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
