using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Faults;

/// <summary>A cache that meets a fault comes to equal the server, and so does what its subscribers are told.</summary>
public sealed class InformerFaultTests : LastingFaultTests
{
    [Test]
    public Task Caches_of_JSON_converge() => EachAsync("informer", LastingFaults.OfReads, (cell, fault) => ConvergeAsync(cell, fault, ResourceType.Of<ConfigMap>()));

    [Test]
    public Task Caches_of_metadata_in_protobuf_converge() =>
        EachAsync("informer (protobuf)", LastingFaults.OfReads, (cell, fault) => ConvergeAsync(cell, fault, ResourceType.Metadata(Kubernetes.Kinds.ConfigMap.Resource)));

    private async Task<string> ConvergeAsync<T>(CellWorld cell, string fault, ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        await CellWorld.Truth.CreateAsync(cell.Map($"{cell.Agent}-0", "old"), options: null, Ct);
        cell.Add(fault, "list,watch");
        var options = new InformerOptions<T> { Namespaces = [Namespace], LabelSelector = LabelQuery.Everything.Equal("cell", cell.Agent) };
        var informer = new Informer<T>(cell.Client, type, options, RuntimeServices.Default);
        var told = new System.Collections.Concurrent.ConcurrentDictionary<NamespacedName, string>();
        using var subscription = informer.Subscribe(change => _ = change.New is { } now ? told[change.Key] = VersionOf(now) : told.TryRemove(change.Key, out var gone) ? gone : null);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = informer.RunAsync(stopping.Token);
        try
        {
            await informer.WaitForSyncAsync(Ct);
            await ChangeAsync(cell, 1);
            await UntilAsync(() => EqualsAsync(cell, informer, told), "the cache equals the server after the first changes");
            await ChangeAsync(cell, 2);
            await UntilAsync(() => EqualsAsync(cell, informer, told), "the cache equals the server after the second changes");
            await UntilAsync(() => Task.FromResult(cell.Injections > 0), "the fault was met");
            return "converges";
        }
        finally
        {
            await stopping.CancelAsync();
            await running;
        }
    }

    // Creates, changes and deletes, so that a lost event of any kind shows.
    private async Task ChangeAsync(CellWorld cell, int round)
    {
        await CellWorld.Truth.CreateAsync(cell.Map($"{cell.Agent}-{round}", "old"), options: null, Ct);
        await CellWorld.Truth.CreateAsync(cell.Map($"{cell.Agent}-{round}-gone", "old"), options: null, Ct);
        await CellWorld.Truth.PatchAsync(new NamespacedName(Namespace, $"{cell.Agent}-{round - 1}"), World.Json.MergePatch("""{"data":{"value":"new"}}"""), options: null, Ct);
        await CellWorld.Truth.DeleteAsync(new NamespacedName(Namespace, $"{cell.Agent}-{round}-gone"), options: null, Ct);
    }

    private async Task<bool> EqualsAsync<T>(CellWorld cell, Informer<T> informer, IReadOnlyDictionary<NamespacedName, string> told)
        where T : class, IKubernetesObject
    {
        var selection = new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Everything.Equal("cell", cell.Agent) };
        var server = (await CellWorld.Truth.ListAsync(selection, Ct)).Items.ToDictionary(item => item.Metadata.Key, VersionOf);
        return Same(informer.List().ToDictionary(item => item.Metadata.Key, VersionOf), server) && Same(told, server);
    }

    private static bool Same(IReadOnlyDictionary<NamespacedName, string> ours, Dictionary<NamespacedName, string> server) =>
        ours.Count == server.Count && server.All(item => ours.GetValueOrDefault(item.Key) == item.Value);

    private static string VersionOf(IKubernetesObject value) => $"{value.Metadata.Uid}/{value.Metadata.ResourceVersion}";
}
