using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.World;

namespace ModelSync.Playground.Tests.World;

/// <summary>The playground that the tests of this folder share, each in a namespace of its own; started by the first that asks for it.</summary>
[SetUpFixture]
internal sealed class SharedWorld
{
    private static readonly Lazy<Task<PlaygroundWorld>> Started = new(() => PlaygroundWorld.StartAsync(
        new PlaygroundOptions { ControlPlane = new ControlPlaneOptions { StartTimeout = SharedControlPlane.Patience } }, CancellationToken.None));

    public static Task<PlaygroundWorld> GetAsync() => Started.Value;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }
}
