using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Faults;

/// <summary>A controller that makes a child for each parent has made each of them once in the end, whatever befell its reads and writes.</summary>
public sealed class ControllerFaultTests : LastingFaultTests
{
    private const int Parents = 3;

    [Test]
    public Task Children_are_made_once_in_spite_of_lost_writes() =>
        EachAsync("controller, writes", LastingFaults.OfWrites, (cell, fault) => RunAsync(cell, fault, "create,update,patch,delete"));

    [Test]
    public Task Children_are_made_once_in_spite_of_lost_reads() =>
        EachAsync("controller, reads", LastingFaults.OfReads, (cell, fault) => RunAsync(cell, fault, "list,watch"));

    private async Task<string> RunAsync(CellWorld cell, string fault, string verbs)
    {
        cell.Add(fault, verbs);
        for (var number = 0; number < Parents; number++)
        {
            await CellWorld.Truth.CreateAsync(Parent(cell, number), options: null, Ct);
        }

        var clusters = new ClusterRegistry(new ClusterRegistryOptions { Client = cell.Options }, RuntimeServices.Default);
        clusters.Add(ClusterName.Local, cell.Config, new ClusterOptions { CheckIdentity = false });
        var reconciler = new Children();
        var informer = new InformerOptions<ConfigMap> { Namespaces = [Namespace], LabelSelector = LabelQuery.Everything.Equal("parent", cell.Agent) };
        var controller = Controller
            .Named("children", new ControllerServices { Clusters = clusters })
            .For(new SourceOptions<ConfigMap> { Informer = informer })
            .WithOptions(new ControllerOptions { NeedsLeader = false })
            .Build(reconciler);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task[] running = [clusters.RunAsync(stopping.Token), controller.Sources.RunAsync(stopping.Token), controller.RunAsync(stopping.Token)];
        try
        {
            await UntilAsync(async () => await ChildrenAsync(cell) == Parents && cell.Injections > 0, "every parent has its child");
            var parent = new NamespacedName(Namespace, $"{cell.Agent}-parent-0");
            var child = new NamespacedName(Namespace, $"{cell.Agent}-parent-0-child");
            await CellWorld.Truth.PatchAsync(parent, World.Json.MergePatch("""{"data":{"value":"newer"}}"""), options: null, Ct);
            await UntilAsync(async () => (await CellWorld.Truth.GetAsync(child, Ct))?.Data?["value"] == "newer", "the child follows");
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running);
        }

        return await ChildrenAsync(cell) == Parents && reconciler.MostAtOnce == 1
            ? "converges"
            : throw new InvalidOperationException("children are there twice, or were made by two at once");
    }

    private static ConfigMap Parent(CellWorld cell, int number)
    {
        var map = cell.Map($"{cell.Agent}-parent-{number}", "new");
        return map with { Metadata = map.Metadata with { Labels = [KeyValuePair.Create("parent", cell.Agent)] } };
    }

    private async Task<int> ChildrenAsync(CellWorld cell) =>
        (await CellWorld.Truth.ListAsync(new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Everything.Equal("child", cell.Agent) }, Ct)).Items.Count;

    /// <summary>Creates a child and, where it is there, patches it: the writes that can be lost half way.</summary>
    private sealed class Children : IEntityReconciler<ConfigMap>
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _running = new();
        private int _most;

        public int MostAtOnce => Volatile.Read(ref _most);

        public async ValueTask<Result> ReconcileAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken)
        {
            var name = entity.Metadata.Name!;
            var atOnce = _running.AddOrUpdate(name, 1, static (_, count) => count + 1);
            InterlockedMax(atOnce);
            try
            {
                await WriteAsync(entity, context.Client.Resource<ConfigMap>(), cancellationToken);
                return Result.Done;
            }
            finally
            {
                _running.AddOrUpdate(name, 0, static (_, count) => count - 1);
            }
        }

        private static async Task WriteAsync(ConfigMap parent, IResourceClient<ConfigMap> maps, CancellationToken cancellationToken)
        {
            var key = new NamespacedName(parent.Metadata.Namespace, parent.Metadata.Name + "-child");
            var child = new ConfigMap
            {
                Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name, Labels = [KeyValuePair.Create("child", parent.Metadata.Labels!["parent"])] },
                Data = parent.Data,
            };
            try
            {
                await maps.CreateAsync(child, options: null, cancellationToken);
            }
            catch (KubernetesApiException refusal) when (refusal.IsAlreadyExists)
            {
                await maps.PatchAsync(key, World.Json.MergePatch("{\"data\":{\"value\":\"" + parent.Data!["value"] + "\"}}"), options: null, cancellationToken);
            }
        }

        private void InterlockedMax(int value)
        {
            for (var seen = _most; value > seen; seen = _most)
            {
                Interlocked.CompareExchange(ref _most, value, seen);
            }
        }
    }
}
