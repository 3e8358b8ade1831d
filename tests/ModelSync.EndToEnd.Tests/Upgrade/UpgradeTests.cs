using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.Chart;
using ModelSync.EndToEnd.Operator;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Upgrade;

/// <summary>
/// The release before this tree is upgraded to it and rolled back again, both in the middle of a canary and while a version bakes, with everything that the
/// chart holds: `helm rollback` takes the definitions back, too.
/// </summary>
[CancelAfter(300_000)]
internal sealed class UpgradeTests
{
    private const string Stepwise = "{type: Canary, canary: {steps: [{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]}, bakeSeconds: 3600, scaleDownDelaySeconds: 2}";
    private static readonly string[] Kinds = ["modelversions", "modelrollouts", "modelgates", "modelpolicies", "modelapprovals"];

    private PreviousRelease _previous = null!;
    private PlaygroundWorld _world = null!;
    private PlaygroundNamespace _place = null!;
    private ChartedOperator? _running;
    private Requests? _requests;
    private int _looks;

    [SetUp]
    public async Task InstallAsync()
    {
        // build/test.sh has built it; whoever runs the test by itself waits for that here, and it counts for no test.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        _previous = await PreviousRelease.GetAsync(limit.Token);
        _world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 2 }, CancellationToken.None);
        _place = await _world.Local.CreateNamespaceAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task EndAsync()
    {
        if (_requests is not null)
        {
            await _requests.EndAsync();
        }

        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        if (_world is not null)
        {
            await _world.DisposeAsync(); // else the setup has failed, and says why
        }
    }

    [Test]
    public async Task An_upgrade_and_its_return_change_nothing_that_serves_and_lose_nothing_that_is_stored(CancellationToken cancellationToken)
    {
        await TestContext.Progress.WriteLineAsync($"The release before: {_previous.Name}");
        await RenderedRelease.InstallAsync(_world.Local, await RenderAsync(_previous.Chart, cancellationToken), cancellationToken);
        await StartAsync(_previous.Program, _previous.Chart, cancellationToken);
        await using var shelf = await StoreAllThatCanBeSaidAsync(cancellationToken);
        await _place.ApplyAsync(
            RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Stepwise.Replace("3600", "1", StringComparison.Ordinal)), cancellationToken);
        await UntilAsync(static status => status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken);
        _requests = await Requests.SendAsync(_place, "HTTPRoute", "fraud", rate: 50, cancellationToken);

        await _place.PatchAsync("""{"spec":{"version":"2.0.0","strategy":{"bakeSeconds":3600}}}""", cancellationToken);
        await UntilAsync(static status => status is { Candidate.Weight: 20, Pause.Reason: PauseReason.AwaitingPromotion }, "2.0.0 waits with 20 %", cancellationToken);
        await ThereAndBackAsync(shelf, cancellationToken);
        await PromoteAsync("1", cancellationToken);
        await UntilAsync(static status => status is { Candidate.Weight: 60, Pause.Reason: PauseReason.AwaitingPromotion }, "2.0.0 waits with 60 %", cancellationToken);
        await PromoteAsync("2", cancellationToken);
        await UntilAsync(static status => status is { Phase: RolloutPhase.Baking }, "2.0.0 bakes", cancellationToken);
        await ThereAndBackAsync(shelf, cancellationToken);

        // From a bake the stable pods, which have waited all the while, take everything back.
        await _place.RunAsync(["annotate", "mro/fraud", $"modelsync.io/abort=revision={await CandidateAsync(cancellationToken)};id=3"], input: null, cancellationToken);
        await UntilAsync(static status => status is { Phase: RolloutPhase.RolledBack, Stable.Version: "1.0.0" } && status.Weights!.Any(static one => one is { Version: "1.0.0", Observed: 100 }), "1.0.0 serves again", cancellationToken);

        var result = await _requests.EndAsync();
        _requests = null;
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    private async Task ThereAndBackAsync(PlaygroundNamespace shelf, CancellationToken cancellationToken)
    {
        await LooksAsync(cancellationToken); // so that nothing of what is compared is on its way
        var (serves, stored, shelved) = (await ServesAsync(cancellationToken), await StoredAsync(_place, cancellationToken), await StoredAsync(shelf, cancellationToken));
        await ChangeToAsync(ChartedOperator.Program, ChartRenderer.Folder, cancellationToken);
        await CompareAsync("the upgrade");
        await ChangeToAsync(_previous.Program, _previous.Chart, cancellationToken);
        await CompareAsync("its return");

        async Task CompareAsync(string what)
        {
            Assert.That(await ServesAsync(cancellationToken), Is.EqualTo(serves), $"{what} has changed pods, Deployments, Services or routes");
            var (now, ofShelf) = (await StoredAsync(_place, cancellationToken), await StoredAsync(shelf, cancellationToken));
            Assert.Multiple(() =>
            {
                Assert.That(StoredFields.Lost(stored, now), Is.Empty, $"{what} has lost fields");
                Assert.That(StoredFields.LostOrChanged(shelved, ofShelf), Is.Empty, $"{what} has lost or changed fields of objects that nobody has touched");
            });
        }
    }

    // The next one is started before the last one ends, as a Deployment does it.
    private async Task ChangeToAsync(string program, string chart, CancellationToken cancellationToken)
    {
        var objects = await RenderAsync(chart, cancellationToken);
        await RenderedRelease.ApplyAsync(_world.Local, objects, cancellationToken);
        await using (var before = _running!)
        {
            _running = await ChartedOperator.StartAsync(_world.Local, program, objects.One("Deployment"), cancellationToken);
            await before.EndAsync(cancellationToken);
        }

        await LooksAsync(cancellationToken);
    }

    private async Task StartAsync(string program, string chart, CancellationToken cancellationToken)
    {
        var objects = await RenderAsync(chart, cancellationToken);
        _running = await ChartedOperator.StartAsync(_world.Local, program, objects.One("Deployment"), cancellationToken);
        await _running.LeadsAsync(cancellationToken);
    }

    // It has looked at everything when it has seen a change that starts no pod and moves no traffic.
    private async Task LooksAsync(CancellationToken cancellationToken)
    {
        await _running!.LeadsAsync(cancellationToken);
        await _place.PatchAsync($$$$"""{"spec":{"strategy":{"scaleDownDelaySeconds":{{{{100 + ++_looks}}}}}}}""", cancellationToken);
        await _running.WhileAsync(
            () => _place.UntilAsync(static rollout => rollout.Status?.ObservedGeneration == rollout.Metadata.Generation, "it has looked at the rollout", cancellationToken), cancellationToken);
    }

    private Task<JsonObject[]> RenderAsync(string chart, CancellationToken cancellationToken) =>
        ChartRenderer.ObjectsAsync(chart, $"namespaces: [{_place.Name}]", ["--is-upgrade"], cancellationToken);

    // Objects with every field that the older release knew, in a namespace that no operator looks after. The API server is not asked to judge: an old one cannot.
    private async Task<PlaygroundNamespace> StoreAllThatCanBeSaidAsync(CancellationToken cancellationToken)
    {
        var shelf = await _world.Local.CreateNamespaceAsync(cancellationToken);
        var manifests = await Task.WhenAll(_previous.Manifests.Where(static file => !Path.GetFileName(file).StartsWith("cluster", StringComparison.Ordinal)).Select(file => File.ReadAllTextAsync(file, cancellationToken)));
        var objects = await ChartRenderer.ReadAsync(string.Join("\n---\n", manifests), cancellationToken);
        foreach (var one in objects)
        {
            one["metadata"]!["namespace"] = shelf.Name;
        }

        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Where(static one => one.Kind != "ModelCluster").Select(static one => one.DeepClone())]) };
        await shelf.RunAsync(["apply", "--validate=false", "-f", "-"], list.ToJsonString(), cancellationToken);
        return shelf;
    }

    private static async Task<JsonObject> StoredAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        var list = JsonNode.Parse(await place.RunAsync(["get", string.Join(',', Kinds), "-o", "json"], input: null, cancellationToken))!;
        var stored = new JsonObject();
        foreach (var one in list["items"]!.AsArray().OfType<JsonObject>())
        {
            stored[one.Key] = new JsonObject { ["spec"] = one["spec"]?.DeepClone(), ["status"] = one["status"]?.DeepClone(), ["data"] = one["data"]?.DeepClone() };
        }

        return stored;
    }

    /// <summary>Pods that live with their restarts, and the version of each object that decides what serves.</summary>
    private async Task<IReadOnlyList<string>> ServesAsync(CancellationToken cancellationToken)
    {
        var pods = await _world.Local.Client.Resource<Pod>().ListAsync(new ListOptions { Namespace = _place.Name }, cancellationToken);
        const string Written = "{range .items[*]}{.kind} {.metadata.name} {.metadata.uid} generation {.metadata.generation} {.spec.rules}{.spec.selector}{\"\\n\"}{end}";
        var objects = await _place.RunAsync(["get", "deployments,services,httproutes", "-o", $"jsonpath={Written}"], input: null, cancellationToken);
        return
        [
            .. pods.Items.Where(static pod => pod.Metadata.DeletionTimestamp is null)
                .Select(static pod => $"Pod {pod.Metadata.Name} {pod.Metadata.Uid} restarts {pod.Status?.ContainerStatuses?.Sum(static one => one.RestartCount) ?? 0}").Order(StringComparer.Ordinal),
            .. objects.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];
    }

    private async Task PromoteAsync(string id, CancellationToken cancellationToken)
    {
        var verb = $"modelsync.io/action=promote;revision={await CandidateAsync(cancellationToken)};id={id}";
        await _place.RunAsync(["annotate", "mro/fraud", verb, "--overwrite"], input: null, cancellationToken);
    }

    private async Task<string> CandidateAsync(CancellationToken cancellationToken) => (await _place.GetAsync(cancellationToken))!.Status!.Candidate!.Revision!;

    private Task<ModelRollout> UntilAsync(Func<ModelRolloutStatus, bool> condition, string what, CancellationToken cancellationToken) =>
        _place.UntilAsync(rollout => rollout.Status is { } status && status.ObservedGeneration == rollout.Metadata.Generation && condition(status), what, cancellationToken);
}
