using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.Commands;

/// <summary>Runs one control plane with simulated nodes in the foreground, until it is told to end or a component ends by itself.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(
        PlaygroundArguments.Up arguments, TextWriter output, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var options = new ControlPlaneOptions { KeepData = arguments.KeepData, Progress = progress };
        var controlPlane = await LocalControlPlane.StartAsync(options, cancellationToken).ConfigureAwait(false);
        await using var stopping = controlPlane.ConfigureAwait(false);
        var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(controlPlane.AdminKubeconfigPath));
        await using var disconnecting = client.ConfigureAwait(false);
        var nodes = await StartNodesAsync(client, arguments.Nodes, progress, cancellationToken).ConfigureAwait(false);
        await using var powerOff = nodes.ConfigureAwait(false);
        await output.WriteLineAsync(Instructions(controlPlane).AsMemory(), cancellationToken).ConfigureAwait(false);
        string? crash = null;
        try
        {
            var crashed = controlPlane.WaitForCrashAsync(cancellationToken);
            var ended = await Task.WhenAny(crashed, nodes.Completion).ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            crash = await crashed.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            progress.Report("ending");
        }
        catch (Exception e) when (nodes.Completion.IsFaulted)
        {
            crash = $"The simulated nodes can't go on: {e.Message}";
        }

        await controlPlane.StopAsync(CancellationToken.None).ConfigureAwait(false);
        progress.Report(arguments.KeepData ? $"ended; data and logs stay in {controlPlane.DataDirectory}" : "ended; nothing is left behind");
        return crash is null ? 0 : throw new ControlPlaneException(crash);
    }

    private static async Task<SimulatedNodes> StartNodesAsync(
        IKubernetesClient client, int count, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var nodes = await SimulatedNodes.StartAsync(client, new SimulatedNodesOptions { Count = count }, cancellationToken).ConfigureAwait(false);
        progress.Report($"{nodes.Names.Count} simulated nodes are ready");
        return nodes;
    }

    private static string Instructions(LocalControlPlane controlPlane)
    {
        var kubectl = controlPlane.Binaries.Kubectl ?? "kubectl";
        return $"""

            Ready. In another terminal:

              export KUBECONFIG={controlPlane.AdminKubeconfigPath}
              {kubectl} get nodes
              {kubectl} create deployment web --image=nginx --replicas=3
              {kubectl} rollout status deployment web

            Pods are simulated: no image is pulled and no container runs. Ctrl-C ends it.

            """;
    }
}
