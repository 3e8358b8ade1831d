using System.Net;
using ModelSync.Kubernetes.AspNetCore.Health;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.AspNetCore.Metrics;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Selectors;
using ModelSync.TestOperator;

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}

var services = RuntimeServices.Default;
var log = new EventLog(Console.Out, services.TimeProvider);
var config = ClusterConfigLoader.Default.LoadDefault(arguments.Kubeconfig);
await using var leases = KubernetesClient.Create(config);
var elector = new LeaderElector(
    leases, new LeaderElectionOptions { Name = arguments.Lease, Namespace = arguments.Namespace, Identity = arguments.Identity }, services);
var manager = new Manager(new ManagerOptions { Leadership = elector }, services);

using var exposition = new PrometheusExposition(new PrometheusOptions(), services);
var server = new HttpServer(
    new HttpServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) },
    endpoints =>
    {
        endpoints.MapModelSyncHealth(manager.Health);
        endpoints.MapModelSyncMetrics("/metrics", exposition);
    },
    services);
manager.Add(server, RunnableGroup.Servers);
manager.Add(new ServerReporter(server, log), RunnableGroup.Others);

var clusters = new ClusterRegistry(new ClusterRegistryOptions { Exposition = exposition }, services);
clusters.Add(ClusterName.Local, config);
manager.Add(clusters, RunnableGroup.Caches);
manager.Add(Controller
    .Named("parents", new ControllerServices { Clusters = clusters, Leadership = elector, Runtime = services })
    .For(ResourceType.Of<ConfigMap>(), new SourceOptions<ConfigMap> { Informer = OfRole<ConfigMap>(Conventions.Parent) })
    .OwnsMetadata(ConfigMap.Resource, new SourceOptions<PartialObject> { Informer = OfRole<PartialObject>(Conventions.Child) })
    .WithFinalizer(Conventions.Finalizer)
    .Build(new ParentReconciler(log)));
manager.Add(new LeadingReporter(elector, log), RunnableGroup.LeaderElected);

log.Write("started", elector.Identity);
var exitCode = await ManagerHost.RunAsync(manager, services, CancellationToken.None);
log.Write("ended", $"exit={exitCode}");
return exitCode;

InformerOptions<T> OfRole<T>(string role)
    where T : class, IKubernetesObject =>
    new() { Namespaces = [arguments.Namespace], LabelSelector = LabelQuery.Everything.Equal(Conventions.Role, role) };
