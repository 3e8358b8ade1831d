using ModelSync.Cli.Commands;
using ModelSync.Testing;

namespace ModelSync.Cli.Lint;

public sealed class LinterTests
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "tests", "ModelSync.Api.Corpus");

    [Test]
    public void Each_mistake_is_told_at_its_line_in_its_document() => Assert.That(
        Lint(
            """
            # two documents and a foreign one
            apiVersion: modelsync.io/v1alpha1
            kind: ModelVersion
            metadata: {name: fraud-1.0.0}
            spec:
              model: fraud
              version: 1.0.0
              components:
              - name: weights
                role: Weights
                uri: oci://registry.example/fraud:1.0.0
                digst: "sha256:00"
            ---
            apiVersion: v1
            kind: ConfigMap
            ---
            apiVersion: modelsync.io/v1alpha1
            kind: ModelRollout
            metadata:
              name: fraud
            spec:
              model: fraud
              version: 1.0.0
              replicas: many
              template: {spec: {containers: [{name: server, image: a}]}}
              strategy: {canary: {steps: [{setWeight: 120}]}}
            """),
        Is.EqualTo(new[]
        {
            "f.yaml:12:5: ModelVersion/fraud-1.0.0: spec.components[0].digst: Invalid value: \"sha256:00\": is an unknown field: write digest",
            "f.yaml:21:1: ModelRollout/fraud: spec.ports: is required: add the field",
            "f.yaml:24:3: ModelRollout/fraud: spec.replicas: Invalid value: \"many\": must be a whole number from 0 to 10000, but is a string: write it without quotes",
            "f.yaml:26:32: ModelRollout/fraud: spec.strategy.canary.steps[0].setWeight: Invalid value: 120: must be a whole number from 0 to 100",
        }));

    [TestCase("a: [1", "this is not YAML")]
    [TestCase("just text", "this is no manifest: it has to begin with apiVersion and kind")]
    [TestCase("kind: ModelRollout", "this is no manifest: apiVersion is missing, such as modelsync.io/v1alpha1")]
    [TestCase("apiVersion: modelsync.io/v2\nkind: ModelRollout", "f.yaml:1:13: ModelRollout/?: apiVersion: modelsync.io/v2 is not known: write modelsync.io/v1alpha1")]
    [TestCase("apiVersion: modelsync.io/v1alpha1\nkind: Rollout", "f.yaml:2:7: Rollout/?: kind: Rollout is not known: ModelVersion, ModelRollout,")]
    [TestCase("a: *none", "the alias *none names no anchor that ends before it")]
    [TestCase("a: !secret b", "the YAML tag !secret cannot stand here; write the plain value")]
    [TestCase("apiVersion: modelsync.io/v1alpha1\nkind: ModelCluster\nmetadata: {name: east, namespace: a}\nspec: {}", "f.yaml:3:24: ModelCluster/east: metadata.namespace: a ModelCluster belongs to no namespace: remove the field")]
    [TestCase("apiVersion: modelsync.io/v1alpha1\nkind: ModelCluster\nmetadata: {}\nspec: {}", "f.yaml:3:1: ModelCluster/?: metadata.name: is required: add the field")]
    [TestCase("apiVersion: modelsync.io/v1alpha1\nkind: ModelCluster\nspec: {paused: .nan}", ".nan is no number that JSON has")]
    public void What_is_no_manifest_is_told_too(string text, string expected) => Assert.That(Lint(text), Has.Some.Contains(expected));

    [TestCase("")]
    [TestCase("---\n# nothing\n---\n")]
    [TestCase("apiVersion: v1\nkind: List\nitems: []")]
    [TestCase("apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: many}")]
    public void What_is_not_ours_is_passed_over(string text) => Assert.That(Lint(text), Is.Empty);

    [Test]
    public void A_name_that_stands_twice_is_told_at_the_second() => Assert.That(
        Lint("apiVersion: modelsync.io/v1alpha1\nkind: ModelCluster\nmetadata: {name: east}\nspec:\n  paused: true\n  paused: false\n"),
        Has.Some.Contains("f.yaml:6:3: ModelCluster/east: spec.paused: Invalid value: false: stands twice"));

    [Test]
    public void Items_of_a_list_are_judged_where_they_stand() => Assert.That(
        Lint("apiVersion: v1\nkind: List\nitems:\n- apiVersion: modelsync.io/v1alpha1\n  kind: ModelCluster\n  metadata: {name: east}\n  spec: {paus: true}\n"),
        Has.Some.StartsWith("f.yaml:7:10: ModelCluster/east: spec.paus"));

    [Test]
    public void Good_manifests_have_no_mistakes_and_bad_ones_are_found_within_the_file()
    {
        Assert.Multiple(() =>
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Corpus, "good")))
            {
                Assert.That(Linter.Check(file, File.ReadAllText(file)).Findings, Is.Empty, file);
            }

            foreach (var file in Directory.GetFiles(Path.Combine(Corpus, "bad")).Where(file => !Path.GetFileName(file).Contains("-change-", StringComparison.Ordinal)))
            {
                var findings = Linter.Check(file, File.ReadAllText(file)).Findings;
                Assert.That(findings, Is.Not.Empty, file);
                Assert.That(findings, Is.All.Matches<LintFinding>(finding => finding.Place.Line > 1), file);
            }
        });
    }

    [TestCase("spec.ports[0].port", 3, 12)]
    [TestCase("spec.ports[0].protocol", 3, 5)]
    [TestCase("spec.ports[7]", 2, 3)]
    [TestCase("spec.a.b.c", 4, 3)]
    [TestCase("spec.limits[cpu]", 6, 5)]
    [TestCase("spec.limits[x[0]]", 7, 5)]
    [TestCase("metadata.name", 1, 1)]
    [TestCase("", 1, 1)]
    public void A_field_is_found_where_it_stands_or_where_it_should(string field, int line, int column)
    {
        var root = YamlDocuments.Read("spec:\n  ports:\n  - {name: a, port: b}\n  a.b.c: 1\n  limits:\n    cpu: 1\n    x[0]: 2\n")[0];

        Assert.That(FieldLocator.Find(root, field), Is.EqualTo(new YamlPlace(line, field is "spec.ports[0].port" ? 15 : column)));
    }

    private static IReadOnlyList<string> Lint(string text) => [.. Linter.Check("f.yaml", text).Findings.Select(finding => LintCommand.Show(finding).ToString())];
}
