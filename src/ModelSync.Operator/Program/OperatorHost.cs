using Microsoft.Extensions.Logging;
using ModelSync.Api.Policies;
using ModelSync.Kubernetes.AspNetCore.Health;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.AspNetCore.Metrics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Connections;
using ModelSync.Operator.Execution;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Secrets;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Metrics;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Reconcilers;
using ModelSync.Operator.Statuses;
using ModelSync.Operator.Traffic;
using ModelSync.Operator.Versions;
using ModelSync.Registries;

namespace ModelSync.Operator.Program;

/// <summary>Puts the operator's parts together and runs them in one process.</summary>
internal sealed class OperatorHost(OperatorOptions options, RuntimeServices services)
{
    private const string UserAgent = "modelsync-operator";

    // For ten thousand rollouts, each with a trial under way.
    private static readonly PrometheusOptions Metrics = new() { Meters = ["ModelSync.*", "System.Runtime"], MaxSeriesPerInstrument = 50_000 };

    /// <summary>Runs until it is cancelled, and returns the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var config = ClusterConfigLoader.Default.LoadDefault(options.Kubeconfig);
        var client = new KubernetesClientOptions
        {
            FieldManager = ObjectWriter.FieldManager,
            Transport = new() { UserAgent = UserAgent },
            TimeProvider = services.TimeProvider,
            LoggerFactory = services.LoggerFactory,
            Meter = services.Meter,
        };
        var own = KubernetesClient.Create(config, client);
        await using var closing = own.ConfigureAwait(false);

        // Which versions of kinds there are decides what is watched: nothing else can begin before.
        var wait = new ApiServerWait(options.HealthAddress, own.Discovery.GetResourcesAsync, services);
        var ended = await ManagerHost.RunAsync(wait, services, cancellationToken).ConfigureAwait(false);
        if (wait.Served is not { } served)
        {
            return ended;
        }

        var kinds = ServingKinds.From(served);
        using var exposition = new PrometheusExposition(Metrics, services);
        using var process = new ProcessMetrics();
        var leadership = options.LeaderElection ? new LeaderElector(own, Election(), services) : null;
        var manager = new Manager(new ManagerOptions { Leadership = leadership }, services);
        AddServers(manager, exposition);
        var clusters = new ClusterRegistry(
            new ClusterRegistryOptions
            {
                Client = client,
                Exposition = exposition,
                Recorder = new EventRecorderOptions { Component = "modelsync", Instance = Identity },
            },
            services);
        clusters.Add(ClusterName.Local, config);
        manager.Add(clusters, RunnableGroup.Caches);
        using var metrics = new OperatorMetrics(services.Meter, new LeaderCaches(clusters, leadership), OperatorProgram.Version);
        var controllers = new ControllerServices { Clusters = clusters, Leadership = leadership, Runtime = services };
        var caches = new RolloutCaches(kinds, options.Namespaces);
        var servers = ApiServerAddresses.Of(config, Environment.GetEnvironmentVariable, services.TimeProvider);
        using var http = new GateHttp(new GateHttpOptions { PodProxy = options.PodProxy, ApiServers = servers, TimeProvider = services.TimeProvider });
        var gates = new RolloutGateRuns(Meters(http, clusters, own), services);
        await using var measuring = gates.ConfigureAwait(false);
        AddRollouts(manager, clusters, caches, controllers, gates, metrics.Rollouts);
        using var registry = new ArtifactRegistry(Registries(servers), services.TimeProvider, services.Jitter);
        manager.Add(VersionController.Build(controllers, registry, Versions(caches)));
        AddStatuses(manager, controllers, caches);
        return await ManagerHost.RunAsync(manager, services, cancellationToken).ConfigureAwait(false);
    }

    private string Identity => options.Identity ?? Environment.GetEnvironmentVariable("POD_NAME") ?? Environment.MachineName;

    private LeaderElectionOptions Election() => new()
    {
        Name = options.LeaseName,
        Namespace = options.LeaseNamespace,
        Identity = ReplicaName.Of(Identity, Guid.NewGuid()),
        LeaseDuration = options.LeaseDuration,
        RenewDeadline = options.LeaseDuration * 2 / 3,
        RetryPeriod = options.LeaseDuration * 2 / 15,
    };

    private void AddServers(Manager manager, PrometheusExposition exposition)
    {
        manager.Add(new HttpServer(new HttpServerOptions { Address = options.HealthAddress }, endpoints => endpoints.MapModelSyncHealth(manager.Health), services), RunnableGroup.Servers);
        if (options.MetricsAddress is { } address)
        {
            manager.Add(new HttpServer(new HttpServerOptions { Address = address }, endpoints => endpoints.MapModelSyncMetrics("/metrics", exposition), services), RunnableGroup.Servers);
        }
    }

    private GateMeters Meters(GateHttp http, ClusterRegistry clusters, KubernetesClient own)
    {
        IKubernetesClient ClientOf(ClusterName cluster) => clusters.TryGet(cluster, out var known) ? known.Client : own;
        IPodTransport PodsOf(ClusterName cluster) => options.PodsByApiServer ? new ApiServerPodTransport(ClientOf(cluster)) : new DirectPodTransport(http);
        return new GateMeters(http, PodsOf, ClientOf, new SecretReader(own), services.TimeProvider);
    }

    // Whoever names a registry must not be able to send us to the API server.
    private RegistryOptions Registries(ApiServerAddresses servers) => new()
    {
        PlainHttp = options.PlainHttpRegistries,
        Addresses = new AddressPolicy(AllowLoopback: options.PlainHttpRegistries.Any(PlainHttpRegistries.IsLoopback)),
        IsForbidden = servers.IsServerAsync,
    };

    private VersionControllerOptions Versions(RolloutCaches caches) => new()
    {
        Environment = options.Environment,
        Versions = caches.OfVersions,
        Rollouts = caches.OfModelRollouts,
        Policies = caches.Of<ModelPolicy>(),
    };

    private void AddStatuses(Manager manager, ControllerServices controllers, RolloutCaches caches)
    {
        foreach (var controller in PolicyControllers.Build(controllers, caches, options.Environment, PolicyControllers.Interval).Concat(DeclaredControllers.Build(controllers, caches)))
        {
            manager.Add(controller);
        }
    }

    private void AddRollouts(Manager manager, ClusterRegistry clusters, RolloutCaches caches, ControllerServices controllers, RolloutGateRuns gates, RolloutCounters counters)
    {
        var clock = new GatheringClock(services.TimeProvider);
        var routes = new RouteWatch(clusters, options.Namespaces, services.TimeProvider, services.LoggerFactory.CreateLogger<RouteWatch>());
        var gatherer = new RolloutGatherer(caches, new ClusterGatherer(caches, routes, clock), new PolicyReader(options.Environment), gates, clock);
        var reconciler = new RolloutReconciler(gatherer, new RolloutExecutor(caches, routes, clock, counters), new RolloutMemories(), gates, clock);
        manager.Add(RolloutController.Build(controllers, caches, routes, gates, new ControllerOptions { Workers = options.Workers }, reconciler));
    }
}
