using FsCheck;
using FsCheck.Fluent;

namespace ModelSync.Registries.Tests;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    [TestCase("ubuntu", "docker.io", "library/ubuntu", null, null)]
    [TestCase("ubuntu:22.04", "docker.io", "library/ubuntu", "22.04", null)]
    [TestCase("vllm/vllm-openai:v0.11.0", "docker.io", "vllm/vllm-openai", "v0.11.0", null)]
    [TestCase("index.docker.io/library/ubuntu", "docker.io", "library/ubuntu", null, null)]
    [TestCase("docker.io/ubuntu", "docker.io", "library/ubuntu", null, null)]
    [TestCase("localhost/a:1", "localhost", "a", "1", null)]
    [TestCase("localhost:5000/a/b", "localhost:5000", "a/b", null, null)]
    [TestCase("127.0.0.1:5000/a", "127.0.0.1:5000", "a", null, null)]
    [TestCase("Registry.Example/a", "registry.example", "a", null, null)]
    [TestCase("registry.example/serving/fraud:1.9@" + Digest, "registry.example", "serving/fraud", "1.9", Digest)]
    [TestCase("registry.example/a__b/c-d.e---f", "registry.example", "a__b/c-d.e---f", null, null)]
    [TestCase("team/model", "docker.io", "team/model", null, null)]
    public void A_reference_is_read_as_container_runtimes_read_it(string text, string domain, string repository, string? tag, string? digest)
    {
        Assert.That(ImageReference.TryParse(text, out var reference, out var error), Is.True, error);
        Assert.That((reference!.Domain, reference.Repository, reference.Tag, reference.Digest), Is.EqualTo((domain, repository, tag, digest)));
        Assert.That(reference.ToString(), Is.EqualTo(text));
    }

    [TestCase("", "no registry host|repository")]
    [TestCase("registry.example/", "repository ''")]
    [TestCase("registry.example/Fraud", "repository 'Fraud'")]
    [TestCase("registry.example/a..b", "repository 'a..b'")]
    [TestCase("registry.example/a___b", "repository 'a___b'")]
    [TestCase("registry.example/a//b", "repository 'a//b'")]
    [TestCase("registry.example/-a", "repository '-a'")]
    [TestCase("registry.example/a-", "repository 'a-'")]
    [TestCase("registry.example/a:", "tag ''")]
    [TestCase("registry.example/a:.x", "tag '.x'")]
    [TestCase("registry.example/a:2.3.1+data.7", @"tag '2\.3\.1\+data\.7'")]
    [TestCase("registry.example/a@sha256:12", "digest 'sha256:12'")]
    [TestCase("registry.example/a@sha512:00", "digest 'sha512:00'")]
    [TestCase("registry.example:99999/a", "port '99999'")]
    [TestCase("registry.example:0/a", "port '0'")]
    [TestCase("registry..example/a", "no registry host")]
    [TestCase("-registry.example/a", "no registry host")]
    [TestCase("user:pw@registry.example/a", "digest 'registry.example/a'")]
    [TestCase("https://registry.example/a", "no registry host|port ''")]
    public void What_is_no_reference_is_refused_with_the_value_and_a_remedy(string text, string expected)
    {
        Assert.That(ImageReference.TryParse(text, out _, out var error), Is.False);
        Assert.That(error, Does.Match(expected).And.Contain(":"));
    }

    [Test]
    public void A_host_behind_oci_that_a_node_would_look_for_on_docker_io_is_refused()
    {
        Assert.That(ImageReference.TryParseOci("oci://registry/models/fraud:1", out _, out var error), Is.False);
        Assert.That(error, Does.Contain("'registry'").And.Contain("docker.io").And.Contain("port"));
    }

    [Test]
    public void A_pinned_reference_begins_like_the_declared_one()
    {
        Assert.That(ImageReference.TryParseOci("oci://registry.example:5000/models/fraud:2.3.1", out var artifact, out _), Is.True);
        Assert.That(artifact!.PinnedTo(Digest), Is.EqualTo($"oci://registry.example:5000/models/fraud@{Digest}"));
        Assert.That(ImageReference.TryParse("vllm/vllm-openai:v1", out var image, out _), Is.True);
        Assert.That(image!.PinnedTo(Digest), Is.EqualTo($"vllm/vllm-openai@{Digest}"));
    }

    [Test]
    public void A_long_repository_or_tag_is_refused()
    {
        Assert.That(ImageReference.TryParse($"registry.example/{new string('a', 256)}", out _, out var error), Is.False);
        Assert.That(error, Does.Contain("256 characters"));
        Assert.That(ImageReference.TryParse($"registry.example/a:{new string('a', 129)}", out _, out _), Is.False);
        Assert.That(ImageReference.TryParse($"registry.example/a:{new string('a', 128)}", out _, out _), Is.True);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Whatever_is_read_is_written_as_it_was_and_read_the_same_again() => Prop.ForAll(References().ToArbitrary(), text =>
    {
        Assert.That(ImageReference.TryParse(text, out var reference, out var error), Is.True, error);
        Assert.That(reference!.ToString(), Is.EqualTo(text));
        Assert.That(ImageReference.TryParse(reference.PinnedTo(Digest), out var pinned, out _), Is.True);
        Assert.That((pinned!.Domain, pinned.Repository, pinned.Target), Is.EqualTo((reference.Domain, reference.Repository, Digest)));
    });

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property No_text_makes_the_parser_throw_or_reach_another_place_than_it_shows() => Prop.ForAll(Noise().ToArbitrary(), text =>
    {
        if (ImageReference.TryParse(text, out var reference, out var error))
        {
            var address = new Uri($"https://{reference.Domain}/v2/{reference.Repository}/manifests/{reference.Target}");
            Assert.That(address.Authority, Is.EqualTo(reference.Domain.Replace(":443", string.Empty, StringComparison.Ordinal)));
            Assert.That(address.AbsolutePath, Is.EqualTo($"/v2/{reference.Repository}/manifests/{reference.Target}"));
        }
        else
        {
            Assert.That(error, Is.Not.Empty);
        }
    });

    private static Gen<string> References() =>
        from host in Gen.Elements("", "registry.example/", "localhost:5000/", "127.0.0.1:1/", "a.b.c:65535/")
        from parts in Gen.Elements("a", "fraud-detector", "x_y", "x__y", "a.b", "1---2").NonEmptyListOf().Where(list => list.Count < 6)
        from tag in Gen.Elements("", ":1", ":v1.2_3-x", ":_")
        from digest in Gen.Elements("", $"@{Digest}")
        select $"{host}{string.Join('/', parts)}{tag}{digest}";

    private static Gen<string> Noise() =>
        from pieces in Gen.Elements(
            "a", "B", "/", ":", "@", ".", "..", "-", "_", "%2e", "?", "#", "\\", " ", "é", "[::1]", "0", "sha256:", Digest, "localhost", "//").ListOf()
        select string.Concat(pieces);
}
