using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.World;

namespace ModelSync.Playground.Commands;

/// <summary>Runs a playground in the foreground, until it is told to end or a part of it ends by itself.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(
        PlaygroundArguments.Up arguments, TextWriter output, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new PlaygroundOptions
        {
            Clusters = PlaygroundOptions.Names(arguments.Clusters),
            Nodes = arguments.Nodes,
            Seed = arguments.Seed,
            ControlPlane = new ControlPlaneOptions { KeepData = arguments.KeepData },
            Progress = progress,
        };
        var startedAt = options.Time.GetUtcNow();
        var world = await PlaygroundWorld.StartAsync(options, ending.Token).ConfigureAwait(false);
        string? crash;
        await using (world.ConfigureAwait(false))
        {
            var control = new WorldControl(world, startedAt, ending.Cancel, options.Time);
            var server = await ControlServer.StartAsync(world.ControlSocketPath, control, ending.Token).ConfigureAwait(false);
            await using var closing = server.ConfigureAwait(false);
            await output.WriteLineAsync(Instructions(world).AsMemory(), ending.Token).ConfigureAwait(false);
            crash = await WaitAsync(world, ending.Token).ConfigureAwait(false);
            progress.Report("ending");
        }

        progress.Report(arguments.KeepData
            ? $"ended; data and logs stay in {string.Join(", ", world.Clusters.Select(cluster => cluster.ControlPlane.DataDirectory))}"
            : "ended; nothing is left behind");
        return crash is null ? 0 : throw new ControlPlaneException(crash);
    }

    private static async Task<string?> WaitAsync(PlaygroundWorld world, CancellationToken cancellationToken)
    {
        try
        {
            return await world.WaitForCrashAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Instructions(PlaygroundWorld world)
    {
        var kubectl = world.Local.ControlPlane.Binaries.Kubectl ?? "kubectl";
        var others = world.Clusters.Count == 1 ? "" : $"\n  {kubectl} --context {world.Clusters[1].Name} get nodes   # and so on: a context for each cluster\n";
        return $"""

            Ready. In another terminal:

              export KUBECONFIG={world.KubeconfigPath}
              {kubectl} create deployment fraud --image=models.example/fraud:1.0.0 --replicas=3 --port=8080
              {kubectl} expose deployment fraud --port=80 --target-port=8080
              {Environment.ProcessPath} load --target default/fraud --seconds 10
            {others}
            Nodes are simulated: no image is pulled and no container runs, but a real model server answers
            for each pod. `status`, `fault add` and `down` speak with this playground. Ctrl-C ends it.

            """;
    }
}
