using System.Text;
using System.Text.RegularExpressions;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Api;

/// <summary>The API server and our validator judge alike.</summary>
public sealed partial class ServerVerdictTests : ClusterTest
{
    private static IEnumerable<TestCaseData> Objects => Specs.All.Select(item => new TestCaseData(item.Kind, item.Name, item.Spec).SetArgDisplayNames(item.Kind.Kind));

    [SetUp]
    public Task InstallAsync() => ApiKindsOnServer.InstallAsync(Ct);

    [TestCase("\"model\":\"fraud\"", "\"model\":5", "spec.model")]
    [TestCase("\"model\":\"fraud\"", "\"model\":\"Fraud\"", "spec.model")]
    [TestCase("\"model\":\"fraud\"", "\"model\":\"fraud\\n\"", "spec.model")]
    [TestCase("\"model\":\"fraud\"", "\"model\":\"\"", "spec.model")]
    [TestCase("\"model\":\"fraud\",", "", "spec.model")]
    [TestCase("\"model\":\"fraud\"", "\"model\":null", "spec.model")]
    [TestCase("\"setWeight\":5", "\"setWeight\":\"5\"", "spec.strategy.canary.steps.setWeight")]
    [TestCase("\"setWeight\":5", "\"setWeight\":101", "spec.strategy.canary.steps.setWeight")]
    [TestCase("\"setWeight\":5", "\"setWeight\":5.5", "spec.strategy.canary.steps.setWeight")]
    [TestCase("\"targetPort\":\"web\"", "\"targetPort\":0", "spec.ports.targetPort")]
    [TestCase("\"targetPort\":\"web\"", "\"targetPort\":true", "spec.ports.targetPort")]
    [TestCase("\"strategy\":{", "\"onFailure\":\"Explode\",\"strategy\":{", "spec.onFailure")]
    [TestCase("\"strategy\":{", "\"paused\":\"yes\",\"strategy\":{", "spec.paused")]
    [TestCase("\"strategy\":{", "\"strategy\":{\"type\":\"Sudden\",", "spec.strategy.type")]
    [TestCase("\"strategy\":{", "\"disruptionBudget\":{\"maxUnavailable\":\"200%\"},\"strategy\":{", "spec.disruptionBudget.maxUnavailable")]
    [TestCase("\"strategy\":{", "\"retryToken\":\"0123456789012345678901234567890123456789012345678901234567890123\",\"strategy\":{", "spec.retryToken")]
    [TestCase("\"strategy\":{", "\"gates\":[{}],\"strategy\":{", "spec.gates.gateRef")]
    [TestCase("\"strategy\":{", "\"gates\":{},\"strategy\":{", "spec.gates")]
    [TestCase("\"strategy\":{", "\"placement\":{\"clusters\":{\"names\":[]}},\"strategy\":{", "spec.placement.clusters.names")]
    [TestCase("\"strategy\":{", "\"placement\":{\"clusters\":{\"names\":[\"a\",\"a\"]}},\"strategy\":{", "spec.placement.clusters.names")]
    [TestCase("\"ports\":[", "\"ports\":[{\"name\":\"http\",\"port\":81},", "spec.ports")]
    public async Task A_wrong_field_is_refused_by_both_under_the_same_name(string good, string bad, string field)
    {
        var spec = Specs.Rollout.Replace(good, bad, StringComparison.Ordinal);
        var manifest = ApiKindsOnServer.Manifest(ModelRollout.Resource, Key("fraud"), spec);

        var error = Refused.By(() => Client.Dynamic(ModelRollout.Resource).CreateAsync(Json.Object(manifest), options: null, Ct));
        var ours = ApiValidator.Validate(ModelRollout.Resource, Encoding.UTF8.GetBytes(manifest), default);

        Assert.That(error.IsInvalid, Is.True, error.Message);
        Assert.That(Index().Replace(error.Message, ""), Does.Contain(field));
        Assert.That(ours.Select(found => Index().Replace(found.Field, "")), Is.EqualTo(new[] { field }));
        await Task.CompletedTask;
    }

    [TestCaseSource(nameof(Objects))]
    public async Task A_good_object_is_taken_by_both_with_the_same_defaults(ResourceInfo kind, string name, string spec)
    {
        var key = kind.Scope == ResourceScope.Cluster ? NamespacedName.ClusterScoped($"{Namespace}-{name}") : Key(name);
        var manifest = ApiKindsOnServer.Manifest(kind, key, spec);

        var created = await Client.Dynamic(kind).CreateAsync(Json.Object(manifest), options: null, Ct);
        await Client.Dynamic(kind).DeleteAsync(key, options: null, Ct);
        var ours = Json.Object(Encoding.UTF8.GetString(Defaulting.Apply(kind, Encoding.UTF8.GetBytes(manifest)).Span));

        Assert.That(ApiValidator.Validate(kind, Encoding.UTF8.GetBytes(manifest), default), Is.Empty);
        Assert.That(Sorted(ours.At("spec")), Is.EqualTo(Sorted(created.At("spec"))));
    }

    [Test]
    public async Task Nulls_are_dropped_and_whole_numbers_kept()
    {
        // In a number that a rule reads a server with CEL refuses the point; no rule reads this one. kubectl never sends a point.
        var spec = Specs.Rollout.Replace("\"strategy\":{", "\"environment\":null,\"revisionHistoryLimit\":5.0,\"rollbackWindow\":null,\"strategy\":{", StringComparison.Ordinal);
        var manifest = ApiKindsOnServer.Manifest(ModelRollout.Resource, Key("fraud"), spec);

        var created = await Client.Dynamic(ModelRollout.Resource).CreateAsync(Json.Object(manifest), options: null, Ct);
        var ours = Json.Object(Encoding.UTF8.GetString(Defaulting.Apply(ModelRollout.Resource, Encoding.UTF8.GetBytes(manifest)).Span));

        Assert.That(Sorted(ours.At("spec")), Is.EqualTo(Sorted(created.At("spec"))));
        Assert.That((created.At("spec", "environment"), created.At("spec", "revisionHistoryLimit"), created.At("spec", "rollbackWindow")), Is.EqualTo(((string?)null, "5", "1")));
    }

    [Test]
    public async Task An_unknown_field_is_refused_where_the_server_can_and_dropped_where_it_cannot()
    {
        var manifest = ApiKindsOnServer.Manifest(ModelRollout.Resource, Key("fraud"), Specs.Rollout.Replace("\"strategy\":{", "\"replica\":2,\"strategy\":{", StringComparison.Ordinal));
        var ours = ApiValidator.Validate(ModelRollout.Resource, Encoding.UTF8.GetBytes(manifest), default);

        if (Cluster.Version.HasFieldValidation)
        {
            var error = Refused.By(() => Client.Dynamic(ModelRollout.Resource).CreateAsync(Json.Object(manifest), options: null, Ct));
            Assert.That(error.Message, Does.Contain("spec.replica"));
        }

        var lenient = new WriteOptions { FieldValidation = FieldValidation.Ignore };
        var created = await Client.Dynamic(ModelRollout.Resource).CreateAsync(Json.Object(manifest), lenient, Ct);

        Assert.That(created.At("spec", "replica"), Is.Null);
        Assert.That(created.At("spec", "template", "spec", "containers", 0, "image"), Is.EqualTo("registry.example/fraud:1"), "the pod's fields are kept");
        Assert.That(ours.Single().ToString(), Is.EqualTo("spec.replica: Invalid value: 2: is an unknown field: write replicas"));
    }

    private static string Sorted(string? json) => SortedJson.Of(json ?? throw new AssertionException("there is no spec"));

    [GeneratedRegex(@"\[\d+\]|\[[^\]]*=[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();
}
