using System.Runtime.CompilerServices;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>One kind, over whichever client is in place now.</summary>
internal sealed class ClusterResourceClient<T>(IRequestGate gate, ResourceType<T> type) : IResourceClient<T>
    where T : class, IKubernetesObject
{
    public ResourceInfo Resource => type.Resource;

    public ISubresourceClient<T> Status => new ClusterSubresourceClient<T>(gate, client => client.Resource(type).Status);

    public ISubresourceClient<Scale> Scale => new ClusterSubresourceClient<Scale>(gate, client => client.Resource(type).Scale);

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> subresource)
        where TSub : class, IKubernetesObject =>
        new ClusterSubresourceClient<TSub>(gate, client => client.Resource(type).Subresource(name, subresource));

    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => SendAsync((kind, ended) => kind.GetAsync(key, ended), cancellationToken);

    // Page by page through the gate: what the caller does between two pages must not be counted, nor hold the client in place.
    public async IAsyncEnumerable<ListPage<T>> ListPagesAsync(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (var next = options; ;)
        {
            var asked = next;
            var page = await SendAsync((kind, ended) => FirstPageAsync(kind, asked, ended), cancellationToken).ConfigureAwait(false);
            yield return page;
            if (page.Continue is null)
            {
                yield break;
            }

            // The token carries the version of the first page; the server refuses both together.
            next = options with { Continue = page.Continue, ResourceVersion = ResourceVersion.None, ResourceVersionMatch = null };
        }
    }

    public Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.ListAsync(options, ended), cancellationToken);

    public async Task<IWatch<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pass = await gate.EnterAsync(RequestKind.Watch, cancellationToken).ConfigureAwait(false);
            var opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pass.WatchesEnd);
            try
            {
                var watch = await pass.Client.Resource(type).WatchAsync(options, opening.Token).ConfigureAwait(false);
                return new ClusterWatch<T>(watch, pass, gate, opening, cancellationToken);
            }
            catch (Exception exception)
            {
                opening.Dispose();
                pass.Dispose();

                // Replaced while it was being opened: nothing has been told yet, so that the new client may just as well open it.
                if (!pass.WatchesEnd.IsCancellationRequested || cancellationToken.IsCancellationRequested || exception is KubernetesApiException)
                {
                    throw gate.Explain(exception, pass.WatchesEnd, cancellationToken);
                }
            }
        }
    }

    public Task<T> CreateAsync(T value, WriteOptions? options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.CreateAsync(value, options, ended), cancellationToken);

    public Task<T> ReplaceAsync(T value, WriteOptions? options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.ReplaceAsync(value, options, ended), cancellationToken);

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.PatchAsync(key, patch, options, ended), cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.ApplyAsync(configuration, options, ended), cancellationToken);

    public Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken) =>
        SendAsync((kind, ended) => kind.DeleteAsync(key, options, ended), cancellationToken);

    public Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken) =>
        SendAsync(
            async (kind, ended) =>
            {
                await kind.DeleteCollectionAsync(selection, options, ended).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private static async Task<ListPage<T>> FirstPageAsync(IResourceClient<T> kind, ListOptions options, CancellationToken cancellationToken)
    {
        await foreach (var page in kind.ListPagesAsync(options, cancellationToken).ConfigureAwait(false))
        {
            return page;
        }

        throw new KubernetesConnectionException($"list of {kind.Resource}: the answer has no page");
    }

    private Task<TResult> SendAsync<TResult>(Func<IResourceClient<T>, CancellationToken, Task<TResult>> request, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => request(client.Resource(type), ended), cancellationToken);
}
