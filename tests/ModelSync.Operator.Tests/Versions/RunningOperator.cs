using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Versions;
using ModelSync.Playground.World;
using ModelSync.Registries;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>The controller of versions as a process has it, for one namespace of a real cluster; its disposal is a graceful end.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly ArtifactRegistry _registry;
    private readonly Task _running;

    public RunningOperator(PlaygroundNamespace ns, string registry)
    {
        var runtime = new RuntimeServices { LoggerFactory = _logs };
        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), runtime);
        clusters.Add(ClusterName.Local, ClusterConfigLoader.Default.LoadDefault(ns.Cluster.DirectKubeconfigPath));
        _registry = new ArtifactRegistry(
            new RegistryOptions { Addresses = new AddressPolicy(AllowLoopback: true), PlainHttp = new HashSet<string>(StringComparer.Ordinal) { registry } },
            TimeProvider.System,
            runtime.Jitter);
        var controller = VersionController.Build(new ControllerServices { Clusters = clusters, Runtime = runtime }, _registry, new VersionControllerOptions
        {
            Versions = new InformerOptions<ModelVersion> { Namespaces = [ns.Name] },
            Rollouts = new InformerOptions<ModelRollout> { Namespaces = [ns.Name], Indexes = [VersionUses.Index] },
            Policies = new InformerOptions<ModelPolicy> { Namespaces = [ns.Name] },
        });
        var manager = new Manager(new ManagerOptions(), runtime);
        manager.Add(clusters, RunnableGroup.Caches);
        manager.Add(controller);
        _running = manager.RunAsync(_stop.Token);
        Controller = controller;
    }

    public IController Controller { get; }

    /// <summary>What was logged; for messages, and to look for secrets.</summary>
    public IReadOnlyList<string> Logs => _logs.Messages;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _registry.Dispose();
        _logs.Dispose();
        _stop.Dispose();
    }
}
