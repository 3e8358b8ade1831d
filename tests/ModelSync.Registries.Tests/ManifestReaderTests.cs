using System.Text;
using ModelSync.Registries.Protocol;

namespace ModelSync.Registries.Tests;

public sealed class ManifestReaderTests
{
    [TestCase("{\"layers\":[{\"size\":7},{\"size\":5}]}", ManifestTypes.OciManifest, 12)]
    [TestCase("{\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\",\"layers\":[{\"size\":7}]}", "text/plain", 7)]
    [TestCase("{\"layers\":[]}", ManifestTypes.DockerManifest, 0)]
    public void The_size_of_a_manifest_is_that_of_its_layers(string body, string type, long expected)
    {
        Assert.That(ManifestReader.TryRead(Encoding.UTF8.GetBytes(body), type, out var size, out var error), Is.True, error);
        Assert.That(size, Is.EqualTo(expected));
    }

    [TestCase("{\"manifests\":[{\"size\":7}]}", ManifestTypes.OciIndex)]
    [TestCase("{\"manifests\":[]}", ManifestTypes.DockerList)]
    [TestCase("{\"layers\":[{\"size\":-7}]}", ManifestTypes.OciManifest)]
    [TestCase("{\"layers\":[{\"size\":9007199254740991},{\"size\":1}]}", ManifestTypes.OciManifest)]
    [TestCase("{\"layers\":[{}]}", ManifestTypes.OciManifest)]
    public void An_index_has_no_size_and_neither_has_what_cannot_be_added_up(string body, string type)
    {
        Assert.That(ManifestReader.TryRead(Encoding.UTF8.GetBytes(body), type, out var size, out var error), Is.True, error);
        Assert.That(size, Is.Null);
    }

    [TestCase("{\"schemaVersion\":1}", "application/vnd.docker.distribution.manifest.v1+prettyjws", "neither")]
    [TestCase("{\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}", ManifestTypes.OciManifest, "neither")]
    [TestCase("<html>", "text/html", "no JSON")]
    [TestCase("[]", ManifestTypes.OciManifest, "no manifest")]
    [TestCase("{\"layers\":[7]}", ManifestTypes.OciManifest, "no JSON")]
    public void What_is_no_manifest_cannot_be_pinned(string body, string type, string expected)
    {
        Assert.That(ManifestReader.TryRead(Encoding.UTF8.GetBytes(body), type, out _, out var error), Is.False);
        Assert.That(error, Does.Contain(expected));
    }
}
