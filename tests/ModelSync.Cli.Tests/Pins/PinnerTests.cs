using ModelSync.Cli.Lint;
using ModelSync.Registries;
using ModelSync.Registries.Credentials;

namespace ModelSync.Cli.Pins;

/// <summary>What pin makes of a text; the registry is scripted.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PinnerTests
{
    private const string Digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private const string Other = "sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";

    private readonly ScriptedRegistry _registry = new()
    {
        ["oci://registry.example/fraud:1.0.0"] = Digest,
        ["registry.example/server:1"] = Other,
    };

    [Test]
    public async Task Digests_are_written_behind_their_uri_and_nothing_else_changes()
    {
        var report = await PinAsync(
            """
            # what serves
            apiVersion: modelsync.io/v1alpha1
            kind: ModelVersion
            metadata: {name: fraud-1.0.0}   # a name
            spec:
              model: fraud
              version: "1.0.0"
              components:
                - name: weights
                  role: Weights
                  uri: oci://registry.example/fraud:1.0.0   # from training

                - uri: 'registry.example/server:1'
                  name: server
                  role: Image
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: other}
            """);

        Assert.That(report.Failures, Is.Empty);
        Assert.That(report.Text, Is.EqualTo(
            $$"""
            # what serves
            apiVersion: modelsync.io/v1alpha1
            kind: ModelVersion
            metadata: {name: fraud-1.0.0}   # a name
            spec:
              model: fraud
              version: "1.0.0"
              components:
                - name: weights
                  role: Weights
                  uri: oci://registry.example/fraud:1.0.0   # from training
                  digest: {{Digest}}

                - uri: 'registry.example/server:1'
                  digest: {{Other}}
                  name: server
                  role: Image
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: other}
            """));
        Assert.That(report.Pinned.Select(static pin => (pin.Place.Line, pin.Component)), Is.EqualTo(new[] { (11, "weights"), (13, "server") }));
    }

    [TestCase("components: [{name: weights, role: Weights, uri: oci://registry.example/fraud:1.0.0}]", "uri: oci://registry.example/fraud:1.0.0, digest: DIGEST}]")]
    [TestCase("components: [{name: weights, uri: \"oci://registry.example/fraud:1.0.0\", role: Weights}]", "uri: \"oci://registry.example/fraud:1.0.0\", digest: DIGEST, role")]
    [TestCase("components: [{\"name\": \"weights\", \"role\": \"Weights\", \"uri\": \"oci://registry.example/fraud:1.0.0\"}]", "\"uri\": \"oci://registry.example/fraud:1.0.0\", \"digest\": \"DIGEST\"}]")]
    [TestCase("components:\r\n  - name: weights\r\n    uri: oci://registry.example/fraud:1.0.0\r\n    role: Weights\r\n", "uri: oci://registry.example/fraud:1.0.0\r\n    digest: DIGEST\r\n    role: Weights\r\n")]
    [TestCase("components:\n  - name: weights\n    role: Weights\n    uri: oci://registry.example/fraud:1.0.0", "uri: oci://registry.example/fraud:1.0.0\n    digest: DIGEST")]
    [TestCase("components:\n  - {name: weights, role: Weights,\n     uri: oci://registry.example/fraud:1.0.0}\n", "uri: oci://registry.example/fraud:1.0.0, digest: DIGEST}\n")]
    [TestCase("components:\n  - name: weights\n    uri: oci://registry.example/fraud:1.0.0 # one\u2028    # two\n    role: Weights\n", "fraud:1.0.0 # one\u2028    digest: DIGEST\u2028    # two\n    role: Weights\n")]
    [TestCase("components:\r  - name: weights\r    uri: oci://registry.example/fraud:1.0.0\r    role: Weights\r", "fraud:1.0.0\r    digest: DIGEST\r    role: Weights\r")]
    public async Task Every_way_to_write_a_component_is_known(string components, string expected)
    {
        var report = await PinAsync(Version(components));

        Assert.That(report.Failures, Is.Empty);
        Assert.That(report.Text, Does.EndWith(expected.Replace("DIGEST", Digest, StringComparison.Ordinal)).Or.Contain(expected.Replace("DIGEST", Digest, StringComparison.Ordinal)));
        Assert.That(Linter.Check("f", report.Text).Findings, Is.Empty);
    }

    [TestCase("components:\n  - name: weights\n    role: Weights\n    uri: >-\n      oci://registry.example/fraud:1.0.0\n", "components[weights]: write uri and its value on one line")]
    [TestCase("components:\n  - name: weights\n    role: Weights\n    uri: oci://registry.example/fraud:2.0.0\n", "components[weights]: oci://registry.example/fraud:2.0.0 is not there")]
    [TestCase("components:\n  - name: weights\n    role: Weights\n    uri: https://files.example/fraud\n", "digest must be given with an address of https or pvc")]
    [TestCase("components:\n  - name: weights\n    role: Weights\n    uri: s3://bucket/fraud\n", "uri 's3://bucket/fraud' cannot be fetched")]
    [TestCase("components:\n  - name: weights\n    role: Weight\n    uri: oci://registry.example/fraud:1.0.0\n", "spec.components[0].role")]
    [TestCase("packageDigest: " + Digest + "\n  components:\n  - name: weights\n    role: Weights\n    uri: oci://registry.example/fraud:1.0.0\n", "spec.packageDigest is " + Digest + ", but the components")]
    public async Task A_text_with_a_mistake_is_not_touched(string components, string expected)
    {
        var text = Version(components);

        var report = await PinAsync(text);

        Assert.That(report.Failures, Has.One.Matches<LintFinding>(finding => finding.Message.Contains(expected, StringComparison.Ordinal)));
        Assert.That(report.Text, Is.EqualTo(text));
    }

    [Test]
    public async Task What_has_a_digest_is_looked_up_and_stays()
    {
        var text = Version($"components:\n  - name: weights\n    role: Weights\n    uri: oci://registry.example/fraud:1.0.0\n    digest: {Digest}\n  - name: server\n    role: Image\n    uri: registry.example/server@{Other}\n");
        _registry[$"registry.example/server@{Other}"] = Other;

        var report = await PinAsync(text);

        Assert.That((report.Text, report.Already, report.Failures.Count), Is.EqualTo((text, 2, 0)));
        Assert.That(_registry.Asked, Is.EqualTo(new[] { $"oci://registry.example/fraud:1.0.0 {Digest}", $"registry.example/server@{Other} {Other}" }));
    }

    [Test]
    public async Task A_package_has_the_same_digest_pinned_or_not()
    {
        var before = await PinAsync(Version("components: [{name: weights, role: Weights, uri: oci://registry.example/fraud:1.0.0}]"));
        var after = await PinAsync(before.Text);

        Assert.That(after.Text, Is.EqualTo(before.Text));
        Assert.That(after.Packages, Is.EqualTo(before.Packages).And.Count.EqualTo(1));
    }

    [Test]
    public async Task A_tag_is_asked_for_once_however_many_versions_name_it()
    {
        var one = Version("components: [{name: weights, role: Weights, uri: oci://registry.example/fraud:1.0.0}]");

        var report = await PinAsync($"{one}\n---\n{one.Replace("1.0.0}", "1.0.1}", StringComparison.Ordinal).Replace("version: 1.0.0", "version: 1.0.1", StringComparison.Ordinal).Replace("fraud:1.0.1", "fraud:1.0.0", StringComparison.Ordinal)}");

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Pinned.Count, _registry.Asked.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task An_anchor_that_two_components_share_is_pinned_once()
    {
        var report = await PinAsync(Version("components:\n  - &w\n    name: weights\n    role: Weights\n    uri: oci://registry.example/fraud:1.0.0\n  - <<: *w\n    name: more\n    role: Config\n"));

        Assert.That(report.Failures, Is.Empty);
        Assert.That(report.Text.Split("digest:"), Has.Length.EqualTo(2));
    }

    private static string Version(string components) =>
        $"apiVersion: modelsync.io/v1alpha1\nkind: ModelVersion\nmetadata: {{name: fraud-1.0.0}}\nspec:\n  model: fraud\n  version: 1.0.0\n  {components}";

    private Task<PinReport> PinAsync(string text) =>
        new Pinner(_registry, static (_, _) => Task.FromResult(Keyring.Empty)).PinAsync("f.yaml", text, CancellationToken.None);

    private sealed class ScriptedRegistry : IArtifactRegistry
    {
        private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

        public List<string> Asked { get; } = [];

        public string this[string reference]
        {
            set => _digests[reference] = value;
        }

        public Task<RegistryResult<RegistryManifest>> ResolveAsync(ImageReference reference, string? digest, Keyring keyring, CancellationToken cancellationToken)
        {
            Asked.Add(digest is null ? reference.ToString() : $"{reference} {digest}");
            return Task.FromResult<RegistryResult<RegistryManifest>>(_digests.TryGetValue(reference.ToString(), out var known)
                ? new RegistryManifest(digest ?? known, 7)
                : new RegistryFailure(RegistryProblem.ArtifactNotFound, $"{reference} is not there: push it"));
        }

        public Task<RegistryResult<RegistryManifest>> PeekAsync(ImageReference reference, Keyring keyring, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
