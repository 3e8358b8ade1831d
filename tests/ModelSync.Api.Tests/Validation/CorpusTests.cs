using ModelSync.Api.Corpus.Judging;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Validation;

/// <summary>Every manifest of the corpus gets the verdict that it says.</summary>
public sealed class CorpusTests
{
    private static IReadOnlyList<Manifest> Good => ManifestFiles.Good;

    private static IReadOnlyList<Manifest> Bad => ManifestFiles.Bad;

    [TestCaseSource(nameof(Good))]
    public void Validate_GoodManifest_FindsNothing(Manifest manifest) =>
        Assert.That(ApiValidator.Validate(manifest.Kind, manifest.Json, manifest.OldJson), Is.Empty);

    [TestCaseSource(nameof(Bad))]
    public void Validate_BadManifest_FindsExactlyWhatItSays(Manifest manifest) =>
        Assert.That(
            ApiValidator.Validate(manifest.Kind, manifest.Json, manifest.OldJson).Select(error => $"{error.Field}: {error.Message}"),
            Is.EquivalentTo(manifest.Errors.Select(error => error.ToString())).And.Not.Empty);

    [TestCaseSource(typeof(ApiKinds), nameof(ApiKinds.All))]
    public void Every_rule_is_broken_alone_by_a_bad_manifest(ResourceInfo kind)
    {
        var alone = Bad.Where(manifest => manifest.Kind == kind).Select(BrokenRules.Of).Where(broken => broken.Count == 1)
            .Select(broken => broken[0].Rule);
        Assert.That(RuleCatalog.Everything(kind).Except(alone), Is.Empty);
    }
}
