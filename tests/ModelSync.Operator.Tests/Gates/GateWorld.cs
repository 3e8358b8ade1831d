using System.Runtime.CompilerServices;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.World;

namespace ModelSync.Operator.Tests.Gates;

/// <summary>The playground that the tests of gates share; it starts with the first test that needs it.</summary>
[SetUpFixture]
public sealed class GateWorld
{
    private static readonly Lazy<Task<PlaygroundWorld>> World =
        new(() => PlaygroundWorld.StartAsync(new PlaygroundOptions { DataPlane = false }, CancellationToken.None));


    private static readonly Lazy<Task> Crds = new(InstallAsync);

    /// <summary>Its cluster.</summary>
    public static async Task<PlaygroundCluster> GetAsync(CancellationToken cancellationToken) => (await World.Value.WaitAsync(cancellationToken)).Local;

    /// <summary>Makes a rollout, which owns its Jobs: without it they would be collected. Its UID.</summary>
    public static async Task<string> CreateRolloutAsync(PlaygroundCluster cluster, string ns, CancellationToken cancellationToken)
    {
        await Crds.Value.WaitAsync(cancellationToken);
        var manifest = $$"""
            apiVersion: modelsync.io/v1alpha1
            kind: ModelRollout
            metadata: {name: fraud, namespace: {{ns}}}
            spec:
              model: fraud
              version: 2.0.0
              template:
                spec:
                  containers: [{name: server, image: "models.example/fraud:2.0.0"}]
              ports: [{name: http, port: 80, targetPort: 8080}]
            """;
        await RunAsync(cluster, ["--namespace", ns, "create", "--validate=false", "-f", "-"], manifest);
        var rollouts = cluster.Client.Dynamic(new ResourceInfo("modelsync.io", "v1alpha1", "ModelRollout", "modelrollouts"));
        return (await rollouts.GetAsync(new NamespacedName(ns, "fraud"), cancellationToken))!.Metadata.Uid!;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (World.IsValueCreated)
        {
            await (await World.Value).DisposeAsync();
        }
    }

    private static async Task InstallAsync()
    {
        var cluster = await GetAsync(CancellationToken.None);
        await RunAsync(cluster, ["apply", "--validate=false", "-f", Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", "..", "crds"))], null);
        await RunAsync(cluster, ["wait", "--for=condition=Established", "crd/modelrollouts.modelsync.io", "--timeout=60s"], null);
    }

    private static async Task RunAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, string? input)
    {
        var result = await cluster.ControlPlane.KubectlAsync(arguments, input, CancellationToken.None);
        Assert.That(result.ExitCode, Is.Zero, () => result.Error + result.Output);
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
