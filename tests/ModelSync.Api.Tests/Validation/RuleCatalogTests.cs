using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Corpus.Mutation;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using Patterns = ModelSync.Api.Validation.Rules.Patterns;

namespace ModelSync.Api.Tests.Validation;

public sealed class RuleCatalogTests
{
    [TestCaseSource(typeof(ApiKinds), nameof(ApiKinds.All))]
    public void For_AnyKind_HasRulesWithPlacesInItsSchema(ResourceInfo kind)
    {
        foreach (var rule in RuleCatalog.For(kind))
        {
            var place = rule.Path.Length == 0 ? [] : rule.Path.Split('.');
            Assert.That(place.Aggregate(ApiSchemas.Of(kind), Below), Is.Not.Null, rule.Path);
        }
    }

    [TestCaseSource(typeof(ApiKinds), nameof(ApiKinds.All))]
    public void For_AnyKind_HasMessagesThatAServerTakes(ResourceInfo kind)
    {
        foreach (var rule in RuleCatalog.For(kind))
        {
            Assert.That(rule.Message, Does.Not.Contain('\n').And.Length.LessThan(2048));
            Assert.That(rule.Message, Does.Not.Contain("{0}"));
            Assert.That(rule.Rule, Does.Not.Contain('\n'));
            Assert.That(rule.FieldPath, Is.Null.Or.StartsWith("."));
        }
    }

    [Test]
    public void For_UnknownKind_NamesIt() =>
        Assert.That(() => RuleCatalog.For(new ResourceInfo("", "v1", "Pod", "pods")), Throws.ArgumentException.With.Message.Contains("Pod"));

    [Test]
    public void Corpus_uses_every_field_of_every_spec()
    {
        foreach (var kind in ApiKinds.All)
        {
            var used = ManifestFiles.Good.Where(manifest => HaveOneSpec(manifest.Kind, kind)).SelectMany(manifest => Fields.Of(manifest.Object["spec"], "spec")).ToHashSet();
            Assert.That(Fields.Of(ApiSchemas.Of(kind).Properties["spec"], "spec").Except(used), Is.Empty, kind.Kind);
        }
    }

    [Test]
    public void Version_rules_take_what_SemanticVersion_takes()
    {
        string[] parts = ["", "1", "01", "0.0", "1.2.3", "v1.2.3", "-rc", "-rc-", "-0a", "-01", "-1-a", "-a.b", "-data.1", "+data.7", "+data", "+build", "\n", "1234567890123456789"];
        foreach (var text in parts.SelectMany(first => parts.SelectMany(second => parts.Select(third => first + second + third))).Where(text => text.Length is > 0 and <= 50))
        {
            var fits = Patterns.Version.Fits(text) && !text.Contains("-data.", StringComparison.Ordinal);
            Assert.That(fits, Is.EqualTo(SemanticVersion.TryParse(text, out _, out _)), text);
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Validate_AnyObject_EndsWithAVerdict(ulong seed)
    {
        var manifest = Mutator.Make(seed);
        Assert.That(ApiValidator.Validate(manifest.Kind, manifest.Json, manifest.OldJson), Has.All.Property(nameof(FieldError.Message)).Not.Empty);
    }

    // ModelGate and ClusterModelGate, ModelPolicy and ClusterModelPolicy.
    private static bool HaveOneSpec(ResourceInfo left, ResourceInfo right) =>
        string.Equals(left.Kind.Replace("Cluster", null, StringComparison.Ordinal), right.Kind.Replace("Cluster", null, StringComparison.Ordinal), StringComparison.Ordinal);

    private static SchemaNode Below(SchemaNode node, string name) =>
        name.EndsWith("[]", StringComparison.Ordinal) ? node.Properties[name[..^2]].Items! : node.Properties[name];
}
