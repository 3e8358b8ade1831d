using System.Runtime.CompilerServices;
using ModelSync.Api;
using ModelSync.Operator.Tests.Versions;
using ModelSync.Playground.World;

namespace ModelSync.Operator.Tests;

/// <summary>The playground that tests share; started by the first that wants it, with the kinds of crds/ as they are committed.</summary>
[SetUpFixture]
public sealed class World
{
    private static readonly Lazy<Task<PlaygroundWorld>> Shared = new(StartAsync);

    public static Task<PlaygroundWorld> GetAsync() => Shared.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    private static async Task<PlaygroundWorld> StartAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);
        var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 0, DataPlane = false }, limit.Token);

        // Old versions of kubectl do not know validation rules and would refuse them before the server sees them.
        var cluster = world.Local.ControlPlane;
        var created = await cluster.KubectlAsync(["create", "--validate=false", "-f", Crds()], input: null, limit.Token);
        Assert.That(created.ExitCode, Is.Zero, created.Error);
        foreach (var kind in ApiKinds.All)
        {
            // It fails at once for a kind that is so new that it has no conditions.
            string[] wait = ["wait", "--for=condition=Established", $"crd/{kind.GroupResource}", "--timeout=10s"];
            await Eventually.TrueAsync(
                async () => (await cluster.KubectlAsync(wait, input: null, limit.Token)).ExitCode == 0, () => $"{kind.GroupResource} is established", limit.Token);
        }

        return world;
    }

    private static string Crds([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "crds"));
}
