using System.Text.RegularExpressions;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Api;

/// <summary>What a real API server and kubectl make of crds/.</summary>
public sealed partial class DefinitionTests : ClusterTest
{
    private static IReadOnlyList<ResourceInfo> Kinds => ApiKinds.All;

    private static IEnumerable<TestCaseData> Objects => Specs.All.Select(item => new TestCaseData(item.Kind, item.Name, item.Spec).SetArgDisplayNames(item.Kind.Kind));

    [SetUp]
    public Task InstallAsync() => ApiKindsOnServer.InstallAsync(Ct);

    [TestCaseSource(nameof(Kinds))]
    public async Task A_kind_is_served_and_its_schema_is_structural(ResourceInfo kind)
    {
        Assert.That(await ApiKindsOnServer.ConditionAsync(kind, "NamesAccepted", Ct), Is.EqualTo("True"));
        Assert.That(await ApiKindsOnServer.ConditionAsync(kind, "NonStructuralSchema", Ct), Is.Not.EqualTo("True"));
    }

    [TestCaseSource(nameof(Objects))]
    public async Task A_new_object_says_at_once_that_nobody_has_looked_at_it(ResourceInfo kind, string name, string spec)
    {
        var key = kind.Scope == ResourceScope.Cluster ? NamespacedName.ClusterScoped($"{Namespace}-{name}") : Key(name);
        var created = await Client.Dynamic(kind).CreateAsync(ApiKindsOnServer.Object(kind, key, spec), options: null, Ct);
        await Client.Dynamic(kind).DeleteAsync(key, options: null, Ct);

        Assert.That(created.At("status", "observedGeneration"), Is.EqualTo("-1"));
    }

    [TestCase("mro.spec.strategy", "How a new version takes over, how long it is watched, and how long the old one is kept.")]
    [TestCase("mro.spec.strategy.type", "Canary: in steps of weight, with checks between them. BlueGreen: all at once, after a preview without traffic.")]
    [TestCase("mv.spec.components", "exactly one with role Weights")]
    public async Task Kubectl_explains_a_field_in_our_words(string field, string words) =>
        await Eventually.TrueAsync(
            async () => Space().Replace((await KubectlAsync("explain", field)).Output, " ").Contains(words, StringComparison.Ordinal),
            $"kubectl explain {field} says: {words}",
            Ct);

    [Test]
    public async Task Kubectl_prints_columns_that_fit_a_terminal()
    {
        await CreateRolloutAsync();
        var narrow = await KubectlAsync("get", "mro");
        var wide = await KubectlAsync("get", "mro", "-o", "wide");

        Assert.That(Space().Replace(narrow.Output.Split('\n')[0], " ").Trim(), Is.EqualTo("NAME READY PHASE VERSION STEP WEIGHT AGE"), narrow.Error);
        Assert.That(narrow.Output.Split('\n').Select(line => line.Length), Has.All.LessThanOrEqualTo(100));
        Assert.That(wide.Output, Does.Contain("STRATEGY").And.Contain("Canary").And.Contain("REASON"));
    }

    [Test]
    public async Task Kubectl_lists_all_kinds_by_the_category()
    {
        await CreateRolloutAsync();

        await Eventually.TrueAsync(
            async () => (await KubectlAsync("get", ApiGroup.Category, "-o", "name")).Output.Contains("modelrollout.modelsync.io/fraud", StringComparison.Ordinal),
            "kubectl get modelsync lists the rollout",
            Ct);
    }

    [Test]
    public async Task A_rollout_is_scaled_by_its_subresource()
    {
        await CreateRolloutAsync();
        var scaled = await KubectlAsync("scale", "mro", "fraud", "--replicas=3");
        var rollout = await Client.Resource<ModelRollout>().GetAsync(Key("fraud"), Ct);

        Assert.That(scaled.ExitCode, Is.Zero, scaled.Error);
        Assert.That(rollout!.Spec!.Replicas, Is.EqualTo(3));
    }

    [Test]
    public async Task A_dry_run_on_the_server_judges_and_keeps_nothing()
    {
        var manifest = ApiKindsOnServer.Manifest(ModelRollout.Resource, Key("fraud"), Specs.Rollout);
        var good = await Cluster.ControlPlane.KubectlAsync(["apply", "--validate=false", "--dry-run=server", "-o", "jsonpath={.spec.strategy.bakeSeconds}", "-f", "-"], manifest, Ct);
        var bad = await Cluster.ControlPlane.KubectlAsync(
            ["apply", "--validate=false", "--dry-run=server", "-f", "-"], manifest.Replace("\"setWeight\":5", "\"setWeight\":500", StringComparison.Ordinal), Ct);

        Assert.That(good.Output, Is.EqualTo("120"), good.Error);
        Assert.That(bad.ExitCode, Is.Not.Zero);
        Assert.That(bad.Error, Does.Contain("setWeight").And.Contain("500"));
        Assert.That(await Client.Resource<ModelRollout>().GetAsync(Key("fraud"), Ct), Is.Null);
    }

    private Task CreateRolloutAsync() =>
        Client.Dynamic(ModelRollout.Resource).CreateAsync(ApiKindsOnServer.Object(ModelRollout.Resource, Key("fraud"), Specs.Rollout), options: null, Ct);

    private Task<ModelSync.Playground.ControlPlane.CommandResult> KubectlAsync(params string[] arguments) =>
        Cluster.ControlPlane.KubectlAsync(["-n", Namespace, .. arguments], input: null, Ct);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
