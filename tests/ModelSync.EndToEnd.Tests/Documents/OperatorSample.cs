using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.EndToEnd.Documents;

/// <summary>The operator that docs/controller-runtime.md shows, so that it is compiled and run.</summary>
internal static class OperatorSample
{
    public static async Task<int> RunAsync(ILoggerFactory loggerFactory, CancellationToken cancellationToken)
    {
        // sample: operator
        var runtime = new RuntimeServices { LoggerFactory = loggerFactory };
        var config = ClusterConfigLoader.Default.LoadDefault();
        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), runtime);
        clusters.Add(ClusterName.Local, config);

        // A client of its own: renewals of the Lease never wait behind the work that it stands for.
        await using var leases = KubernetesClient.Create(config);
        var leader = new LeaderElector(leases, new LeaderElectionOptions { Name = "teams", Namespace = "default" }, runtime);

        var teams = Controller.Named("teams", new ControllerServices { Clusters = clusters, Leadership = leader, Runtime = runtime })
            .For<Namespace>(Predicates.LabelsChanged)
            .Owns<ConfigMap>()
            .Build(new TeamReconciler());

        var manager = new Manager(new ManagerOptions { Leadership = leader }, runtime);
        manager.Add(clusters, RunnableGroup.Caches);
        manager.Add(teams);
        return await ManagerHost.RunAsync(manager, runtime, cancellationToken);
        // end of sample
    }
}
