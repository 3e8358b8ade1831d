using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A playground with the kinds of modelsync.io and no operator: tests that start and end operators have a namespace of it, and their operators look after that alone.</summary>
[SetUpFixture]
public sealed class BareWorld
{
    private static readonly Lazy<Task<PlaygroundWorld>> Started = new(StartAsync);

    internal static async Task<BarePlace> CreatePlaceAsync(CancellationToken cancellationToken) => new(await (await Started.Value).Local.CreateNamespaceAsync(cancellationToken));

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    private static async Task<PlaygroundWorld> StartAsync()
    {
        var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 4 }, CancellationToken.None);
        await OperatorWorld.InstallAsync(world.Local, CancellationToken.None);
        return world;
    }
}
