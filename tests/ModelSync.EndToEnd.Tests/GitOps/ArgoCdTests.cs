using System.Text.Json.Nodes;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.GitOps;

/// <summary>The scripts that Argo CD is given, run by a real Lua on the objects beside them.</summary>
[CancelAfter(60_000)]
public sealed class ArgoCdTests
{
    private static readonly string Root = Path.Combine(Repository.Root, "deploy", "gitops", "argocd");
    private static readonly string Scripts = Path.Combine(Root, "resource_customizations", "modelsync.io");

    private static IEnumerable<TestCaseData> HealthCases() =>
        from file in Directory.GetFiles(Scripts, "health_test.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let folder = Path.GetDirectoryName(file)!
        from one in Read(file)["tests"]!.AsArray()
        let input = (string)one!["inputPath"]!
        select new TestCaseData(folder, input, one["healthStatus"]!.ToJsonString()).SetArgDisplayNames(Path.GetFileName(folder), input);

    private static IEnumerable<TestCaseData> DiscoveryCases() =>
        from one in Read(Path.Combine(Actions, "action_test.yaml"))["discoveryTests"]!.AsArray()
        select new TestCaseData((string)one!["inputPath"]!, one["result"]!.AsObject().ToDictionary(static pair => pair.Key, static pair => (bool)pair.Value!)).SetArgDisplayNames((string)one["inputPath"]!);

    private static IEnumerable<TestCaseData> ActionCases() =>
        from one in Read(Path.Combine(Actions, "action_test.yaml"))["actionTests"]!.AsArray()
        select new TestCaseData(one).SetArgDisplayNames((string)one!["action"]!, (string)one["inputPath"]!);

    private static string Actions => Path.Combine(Scripts, "ModelRollout", "actions");

    [TestCaseSource(nameof(HealthCases))]
    public async Task Health_is_what_the_fixture_says(string folder, string input, string expected)
    {
        var health = await LuaScript.RunAsync(Path.Combine(folder, "health.lua"), Read(Path.Combine(folder, input)), TestContext.CurrentContext.CancellationToken);

        Assert.That(JsonNode.DeepEquals(health, JsonNode.Parse(expected)), $"{health.ToJsonString()} instead of {expected}");
    }

    [TestCaseSource(nameof(DiscoveryCases))]
    public async Task Actions_that_would_do_nothing_are_greyed_out(string input, Dictionary<string, bool> isDisabled)
    {
        var found = await LuaScript.RunAsync(Path.Combine(Actions, "discovery.lua"), Read(Path.Combine(Actions, input)), TestContext.CurrentContext.CancellationToken);

        Assert.That(found.AsObject().ToDictionary(static pair => pair.Key, static pair => (bool)pair.Value!["disabled"]!), Is.EqualTo(isDisabled));
        Assert.That(isDisabled.Keys, Is.EquivalentTo(Directory.GetDirectories(Actions).Select(Path.GetFileName)));
    }

    [TestCaseSource(nameof(ActionCases))]
    public async Task An_action_names_the_revision_that_was_looked_at(JsonNode one)
    {
        var script = Path.Combine(Actions, (string)one["action"]!, "action.lua");
        var before = Read(Path.Combine(Actions, (string)one["inputPath"]!));
        if ((string?)one["error"] is { } error)
        {
            Assert.That(async () => await LuaScript.RunAsync(script, before, TestContext.CurrentContext.CancellationToken), Throws.InvalidOperationException.With.Message.Contains(error));
            return;
        }

        var after = await LuaScript.RunAsync(script, before.DeepClone(), TestContext.CurrentContext.CancellationToken);

        if ((string?)one["annotation"] is { } annotation)
        {
            Assert.That((string?)after["metadata"]!["annotations"]![annotation], Does.StartWith((string)one["begins"]!));
            after["metadata"]!.AsObject().Remove("annotations");
        }
        else
        {
            Assert.That((bool)after["spec"]!["paused"]!, Is.EqualTo((bool)one["paused"]!));
            after["spec"]!.AsObject().Remove("paused");
        }

        Assert.That(JsonNode.DeepEquals(Sorted(after), Sorted(before)), $"it has changed something else: {after.ToJsonString()}");
    }

    [Test]
    public void The_ConfigMap_has_every_script_for_every_kind()
    {
        var data = Read(Path.Combine(Root, "argocd-cm.yaml"))["data"]!.AsObject();
        var kinds = Directory.GetFiles(Repository.Definitions).Select(file => (string)Read(file)["spec"]!["names"]!["kind"]!).ToArray();

        Assert.That(data.Select(static pair => pair.Key), Is.EquivalentTo(kinds.Select(static kind => $"resource.customizations.health.modelsync.io_{kind}").Append("resource.customizations.actions.modelsync.io_ModelRollout")));
        foreach (var kind in kinds)
        {
            var script = File.ReadAllText(Path.Combine(Scripts, kind is "ModelRollout" ? kind : "_", "health.lua"));
            Assert.That((string?)data[$"resource.customizations.health.modelsync.io_{kind}"], Is.EqualTo(script));
        }

        var actions = YamlReader.Read((string)data["resource.customizations.actions.modelsync.io_ModelRollout"]!)[0]!;
        Assert.That((string?)actions["discovery.lua"], Is.EqualTo(File.ReadAllText(Path.Combine(Actions, "discovery.lua"))));
        Assert.That(
            actions["definitions"]!.AsArray().Select(static one => ((string)one!["name"]!, (string)one["action.lua"]!)),
            Is.EquivalentTo(Directory.GetDirectories(Actions).Select(static folder => (Path.GetFileName(folder), File.ReadAllText(Path.Combine(folder, "action.lua"))))));
    }

    private static JsonNode Read(string path) => YamlReader.Read(File.ReadAllText(path))[0]!;

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
