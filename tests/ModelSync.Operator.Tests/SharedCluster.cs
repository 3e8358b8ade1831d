using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests;

/// <summary>The cluster of the playground that the tests of this project share, with the kinds of modelsync.io; it starts with the first test that wants it.</summary>
[SetUpFixture]
public sealed class SharedCluster
{
    private static readonly Lazy<Task<PlaygroundWorld>> World = new(StartAsync);

    public static async Task<PlaygroundCluster> GetAsync(CancellationToken cancellationToken) => (await World.Value.WaitAsync(cancellationToken)).Local;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (World.IsValueCreated)
        {
            await (await World.Value).DisposeAsync();
        }
    }

    private static async Task<PlaygroundWorld> StartAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);
        var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { DataPlane = false }, limit.Token);
        await world.Local.ControlPlane.InstallDefinitionsAsync(Repository.Definitions, limit.Token);
        return world;
    }
}
