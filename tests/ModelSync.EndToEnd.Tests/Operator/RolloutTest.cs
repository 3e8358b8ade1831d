using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Patching;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
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

    private protected Task PatchAsync(string json) =>
        Cluster.Client.Resource<ModelRollout>().PatchAsync(Place.Key("fraud"), Patch.Merge(System.Text.Encoding.UTF8.GetBytes(json)), options: null, Ct);

    private protected async Task<ModelRollout?> GetAsync() => await Cluster.Client.Resource<ModelRollout>().GetAsync(Place.Key("fraud"), Ct);

    /// <summary>Waits until the rollout is as it should be; says how it is when it never comes to that.</summary>
    private protected async Task<ModelRollout> UntilAsync(Func<ModelRollout, bool> condition, string what)
    {
        ModelRollout? last = null;
        try
        {
            while (true)
            {
                last = await GetAsync();
                if (last is not null && condition(last))
                {
                    return last;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
            }
        }
        catch (OperationCanceledException e)
        {
            var conditions = string.Join("; ", (last?.Status?.Conditions ?? []).Select(one => $"{one.Type}={one.Status} {one.Reason}: {one.Message}"));
            var gates = string.Join("; ", (last?.Status?.Gates ?? []).Select(gate => $"gate {gate.Name} {gate.Verdict}: {gate.Message}"));
            throw new AssertionException($"it never came to hold that {what}: {last?.Status?.Phase}; {conditions}; {gates}", e);
        }
    }

    /// <summary>Has the pods of a version behave, as the playground's ConfigMap says it.</summary>
    private protected async Task BehaveAsync(string version, string behavior) => await Cluster.Client.Resource<ConfigMap>().CreateAsync(
        new ConfigMap
        {
            Metadata = new() { Namespace = Place.Name, Name = "playground-behaviors" },
            Data = [KeyValuePair.Create($"fraud-detector-{version}", behavior)],
        },
        options: null,
        Ct);

    /// <summary>Sends requests until it is told to stop; nobody may fail.</summary>
    private protected async Task<Requests> SendAsync(string kind, bool newConnections = false)
    {
        var endPoint = await Cluster.DataPlane!.WaitForEndPointAsync(kind, Place.Key("fraud"), section: null, Ct);
        var options = new LoadOptions
        {
            EndPoint = endPoint,
            Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud-detector"),
            Rate = 100,
            NewConnections = newConnections,
        };
        return new Requests(options, Ct);
    }

    private protected Task GoneAsync(Func<Task<bool>> isGone, string what) => Eventually.TrueAsync(isGone, what, Ct);
}
