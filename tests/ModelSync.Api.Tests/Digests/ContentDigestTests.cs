using ModelSync.Api.Digests;

namespace ModelSync.Api.Tests.Digests;

public sealed class ContentDigestTests
{
    private const string OfNothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Test]
    public void Of_is_SHA256_in_lower_case() => Assert.That(ContentDigest.Of([]), Is.EqualTo(OfNothing));

    [TestCase(OfNothing, true)]
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    [TestCase("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", false)]
    [TestCase("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85", false)]
    [TestCase("sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    public void IsValid_takes_one_form(string? text, bool expected) => Assert.That(ContentDigest.IsValid(text), Is.EqualTo(expected));
}
