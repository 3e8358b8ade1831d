using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Statuses;
using ModelSync.Playground.World;

namespace ModelSync.Operator.Tests.Statuses;

/// <summary>The controllers that only write statuses, for one namespace of a real cluster; its disposal is a graceful end.</summary>
internal sealed class RunningStatuses : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningStatuses(PlaygroundNamespace ns)
    {
        var runtime = new RuntimeServices();
        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), runtime);
        clusters.Add(ClusterName.Local, ClusterConfigLoader.Default.LoadDefault(ns.Cluster.DirectKubeconfigPath));
        var services = new ControllerServices { Clusters = clusters, Runtime = runtime };
        var caches = new RolloutCaches(new ServingKinds { EndpointSlices = EndpointSlice.Resource }, [ns.Name]);
        var manager = new Manager(new ManagerOptions(), runtime);
        manager.Add(clusters, RunnableGroup.Caches);
        foreach (var controller in PolicyControllers.Build(services, caches, environment: null, TimeSpan.FromMilliseconds(100)).Concat(DeclaredControllers.Build(services, caches)))
        {
            manager.Add(controller);
        }

        _running = manager.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
