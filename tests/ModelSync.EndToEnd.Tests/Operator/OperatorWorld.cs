using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A playground with the kinds of modelsync.io and one operator, which all tests of this folder share; each has a namespace of its own.</summary>
[SetUpFixture]
public sealed class OperatorWorld
{
    private static readonly Lazy<Task<OperatorWorld>> Started = new(StartAsync);

    private PlaygroundWorld _playground = null!;
    private RunningOperator _operator = null!;

    public static Task<OperatorWorld> GetAsync() => Started.Value;

    public PlaygroundCluster Cluster => _playground.Local;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            var world = await Started.Value;
            await world._operator.DisposeAsync();
            await world._playground.DisposeAsync();
        }
    }

    /// <summary>Installs CRDs and permissions in a cluster, as `kubectl apply -f` does.</summary>
    public static async Task InstallAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        await cluster.ControlPlane.InstallDefinitionsAsync(Repository.Definitions, cancellationToken);
        await KubectlAsync(cluster, ["apply", "-f", Path.Combine(Repository.Root, "deploy", "rbac.yaml")], cancellationToken);

        // By hand, because nothing of theirs is committed: CONTRIBUTING.md.
        if (Environment.GetEnvironmentVariable("MODELSYNC_TRAFFIC_CRDS") is { Length: > 0 } upstream)
        {
            await KubectlAsync(cluster, ["replace", "--validate=false", "-f", upstream], cancellationToken);
        }
    }

    private static async Task<OperatorWorld> StartAsync()
    {
        var world = new OperatorWorld { _playground = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 4 }, CancellationToken.None) };
        await InstallAsync(world.Cluster, CancellationToken.None);
        world._operator = await RunningOperator.StartAsync(world.Cluster, [], CancellationToken.None);
        return world;
    }

    private static async Task KubectlAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await cluster.ControlPlane.KubectlAsync(arguments, input: null, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
