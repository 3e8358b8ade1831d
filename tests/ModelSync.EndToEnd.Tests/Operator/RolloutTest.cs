using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A test of the running operator, in a namespace of its own.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class RolloutTest : IAsyncDisposable
{
    private CancellationTokenSource _limit = new();

    protected CancellationToken Ct => _limit.Token;

    private protected PlaygroundNamespace Place { get; private set; } = null!;

    private protected PlaygroundCluster Cluster => Place.Cluster;

    [SetUp]
    public async Task CreatePlaceAsync()
    {
        // The start of the world, which the first test waits for, counts for none of them.
        var world = await OperatorWorld.GetAsync();
        _limit.Dispose();
        _limit = new CancellationTokenSource(TimeSpan.FromMinutes(4), TimeProvider.System);
        Place = await world.Cluster.CreateNamespaceAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Place is not null)
        {
            await Place.DisposeAsync();
        }

        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Applies the versions, and a rollout of the first, and waits until that serves.</summary>
    private protected Task ServeAsync(string traffic, string strategy, params string[] versions) => ServeAsync(RolloutManifests.Rollout(versions[0], traffic, strategy), versions);

    /// <summary>Applies the versions and a rollout of the first, with what it needs, and waits until that serves.</summary>
    private protected async Task ServeAsync(string rolloutAndMore, string[] versions)
    {
        await Place.ApplyAsync(string.Concat(versions.Select(RolloutManifests.Version)) + rolloutAndMore, Ct);
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: { } stable } && stable == versions[0], $"{versions[0]} is healthy");
    }

    private protected Task DeclareAsync(string version) => PatchAsync($$$"""{"spec":{"version":"{{{version}}}"}}""");

    private protected Task PatchAsync(string json) => Place.PatchAsync(json, Ct);

    private protected Task<ModelRollout?> GetAsync() => Place.GetAsync(Ct);

    private protected Task<ModelRollout> UntilAsync(Func<ModelRollout, bool> condition, string what) => Place.UntilAsync(condition, what, Ct);

    private protected Task BehaveAsync(string version, string behavior) => Place.BehaveAsync(version, behavior, Ct);

    /// <summary>Sends requests until it is told to stop; nobody may fail.</summary>
    private protected Task<Requests> SendAsync(string kind, bool newConnections = false) => SendToAsync(kind, "fraud", newConnections);

    private protected Task<Requests> SendToAsync(string kind, string name, bool newConnections = false) => Requests.SendAsync(Place, kind, name, rate: 100, Ct, newConnections);

    private protected static Condition Ready(ModelRollout rollout) =>
        rollout.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready) ?? new Condition { Type = ConditionTypes.Ready, Status = "Unknown" };

    /// <summary>Sets an annotation of the rollout, as people give it a verb.</summary>
    private protected Task<string> AnnotateAsync(string annotation) => Place.RunAsync(["annotate", "--overwrite", "modelrollout", "fraud", annotation], input: null, Ct);

    /// <summary>What kubectl reads at a path.</summary>
    private protected Task<string> TextAsync(string what, string path) => Place.RunAsync(["get", what, "-o", $"jsonpath={path}"], input: null, Ct);

    private protected Task UntilTextAsync(string what, string path, string text) =>
        Eventually.TrueAsync(async () => (await TextAsync(what, path)).Equals(text, StringComparison.Ordinal), $"{path} of {what} is {text}", Ct);

    private protected Task UntilEventAsync(string reason) => Eventually.TrueAsync(
        async () => (await Place.RunAsync(["get", "events", "-o", "jsonpath={.items[*].reason}"], input: null, Ct)).Split(' ').Contains(reason), $"there is an Event {reason}", Ct);

    private protected Task GoneAsync(Func<Task<bool>> isGone, string what) => Eventually.TrueAsync(isGone, what, Ct);
}
