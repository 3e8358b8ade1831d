using System.Globalization;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Benchmarks.Server;

/// <summary>Watches in a process of its own while nothing changes, and prints how many thousandths of a core that takes.</summary>
public static class IdleSubject
{
    public const int Watches = 20;

    // The first list's code is still being compiled in the background then.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Arguments.Measure measure, CancellationToken cancellationToken)
    {
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(measure.Kubeconfig));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new InformerOptions<Deployment> { Namespaces = [.. Enumerable.Range(0, Watches).Select(DeploymentFill.NamespaceOf)] };
        var informer = new Informer<Deployment>(client, ResourceType.Of<Deployment>(), options, RuntimeServices.Default);
        var running = informer.RunAsync(stopping.Token);
        await informer.WaitForSyncAsync(cancellationToken);
        await Task.Delay(Settling, TimeProvider.System, cancellationToken);

        var time = TimeSpan.FromSeconds(int.Parse(measure.Detail, CultureInfo.InvariantCulture));
        var before = Environment.CpuUsage.TotalTime;
        var started = TimeProvider.System.GetTimestamp();
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        var cores = (Environment.CpuUsage.TotalTime - before) / TimeProvider.System.GetElapsedTime(started);
        await Console.Out.WriteLineAsync((cores * 1000).ToString("F3", CultureInfo.InvariantCulture));
        await stopping.CancelAsync();
        await running;
        return 0;
    }
}
