using System.Runtime.CompilerServices;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>The client of one kind in one representation.</summary>
internal sealed class ResourceClient<T>(ClientCore core, ResourceType<T> type) : IResourceClient<T>
    where T : class, IKubernetesObject
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromDays(2);

    public ResourceInfo Resource => type.Resource;

    public ISubresourceClient<T> Status => Subresource("status", type);

    public ISubresourceClient<Scale> Scale => Subresource("scale", ResourceType.Of<Scale>());

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        return new SubresourceClient<TSub>(core, Resource, PathRules.CheckSubresource(name), type);
    }

    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) =>
        core.GetAsync(type, Resource.ObjectPath(key), Resource, cancellationToken);

    public async IAsyncEnumerable<ListPage<T>> ListPagesAsync(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (var next = options; ;)
        {
            var page = await ListPageAsync(next, cancellationToken).ConfigureAwait(false);
            yield return page;
            if (page.Continue is null)
            {
                yield break;
            }

            // The token carries the version of the first page; the server refuses both together.
            next = options with { Continue = page.Continue, ResourceVersion = ResourceVersion.None, ResourceVersionMatch = null };
        }
    }

    public async Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pages = new List<ListPage<T>>();
        try
        {
            await foreach (var page in ListPagesAsync(options, cancellationToken).ConfigureAwait(false))
            {
                pages.Add(page);
            }
        }
        catch (KubernetesApiException exception) when (exception.IsExpired && pages.Count > 0 && options.Continue is null)
        {
            // Tokens live about five minutes. The pages so far show a state that cannot be completed: list anew, in one piece.
            return await ListPageAsync(options with { Limit = 0, Continue = null }, cancellationToken).ConfigureAwait(false);
        }

        return pages.Count == 1 ? pages[0] : pages[^1] with
        {
            Items = [.. pages.SelectMany(page => page.Items)],
            Invalid = [.. pages.SelectMany(page => page.Invalid)],
            ResourceVersion = pages[0].ResourceVersion,
        };
    }

    public async Task<IWatch<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var timeout = options.Timeout ?? core.Options.WatchTimeout * (1 + core.Options.Jitter());
        if (timeout <= TimeSpan.Zero || timeout > LongestWatch)
        {
            throw new ArgumentException($"watch of {Resource}: Timeout is {timeout}; leave it out, or let it lie between 0 (which the server would take for its own default) and {LongestWatch}", nameof(options));
        }

        var request = new ApiRequest(HttpMethod.Get, WatchPath(options, timeout))
        {
            Labels = RequestLabels.Of("watch", Resource),
            Accept = type.Codec.AcceptObject,
            Timeout = core.Options.RequestTimeout,
            Lane = ClientCore.LaneOf(Resource),
        };
        var response = await core.Sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new WatchConnection<T>(response, type.Codec, $"watch of {Resource}", timeout + core.Options.WatchGrace, core.Options, cancellationToken);
    }

    public Task<T> CreateAsync(T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var key = value.Metadata.Key;
        if (Resource.Scope == ResourceScope.Namespaced && string.IsNullOrEmpty(key.Namespace))
        {
            throw new ArgumentException($"{Resource} \"{key.Name}\" is namespaced: set metadata.namespace", nameof(value));
        }

        if (string.IsNullOrEmpty(key.Name) && string.IsNullOrEmpty(value.Metadata.GenerateName))
        {
            throw new ArgumentException($"{Resource}: set metadata.name or metadata.generateName", nameof(value));
        }

        return core.WriteAsync(type, Resource, HttpMethod.Post, Resource.CollectionPath(key.Namespace), value, options, cancellationToken);
    }

    public Task<T> ReplaceAsync(T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        ReplaceRules.Check(type, value);
        return core.WriteAsync(type, Resource, HttpMethod.Put, Resource.ObjectPath(value.Metadata.Key), value, options, cancellationToken);
    }

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        core.PatchAsync(type, Resource, Resource.ObjectPath(key), patch, options, cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.SetsStatus)
        {
            throw new ArgumentException(
                $"apply of {Resource} {configuration.Key}: status is set, and would be dropped but owned all the same (kubernetes #75564); apply it through Status",
                nameof(configuration));
        }

        return core.ApplyAsync(type, Resource, Resource.ObjectPath(configuration.Key), configuration, options, cancellationToken);
    }

    public Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken) =>
        core.DeleteAsync(Resource, Resource.ObjectPath(key), options, cancellationToken);

    public Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var path = new QueryString(Resource.CollectionPath(selection.Namespace))
            .Add("labelSelector", selection.LabelSelector?.ToString())
            .Add("fieldSelector", selection.FieldSelector?.ToString());
        return core.DeleteCollectionAsync(Resource, path.ToString(), options, cancellationToken);
    }

    private async Task<ListPage<T>> ListPageAsync(ListOptions options, CancellationToken cancellationToken)
    {
        var path = new QueryString(Resource.CollectionPath(options.Namespace))
            .Add("labelSelector", options.LabelSelector?.ToString())
            .Add("fieldSelector", options.FieldSelector?.ToString())
            .Add("resourceVersion", options.ResourceVersion)
            .Add("resourceVersionMatch", options.ResourceVersionMatch?.ToString())
            .Add("limit", options.Limit > 0 ? $"{options.Limit}" : null)
            .Add("continue", options.Continue);
        var request = new ApiRequest(HttpMethod.Get, path.ToString())
        {
            Labels = RequestLabels.Of("list", Resource),
            Accept = type.Codec.AcceptList,
            Timeout = core.Options.ListTimeout,
            Lane = ClientCore.LaneOf(Resource),
            MayCompress = core.CompressLists,
        };
        using var response = await core.Sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var buffer = new StreamBuffer(request.ToString(), core.Options.RequestTimeout, core.Options.TimeProvider, cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var format = AnswerFormat.Of(response);
            return await format.ReadListAsync(type.Codec, buffer, stream, core.Options.MaxObjectBytes, request.ToString()).ConfigureAwait(false);
        }
    }

    private string WatchPath(WatchOptions options, TimeSpan timeout) =>
        new QueryString(Resource.CollectionPath(options.Namespace))
            .Add("watch", "true")
            .Add("allowWatchBookmarks", "true")
            .Add("labelSelector", options.LabelSelector?.ToString())
            .Add("fieldSelector", options.FieldSelector?.ToString())
            .Add("resourceVersion", options.ResourceVersion)
            .AddIf(options.SendInitialEvents, "sendInitialEvents", "true")
            .AddIf(options.SendInitialEvents, "resourceVersionMatch", nameof(ResourceVersionMatch.NotOlderThan))
            .Add("timeoutSeconds", (long)Math.Ceiling(timeout.TotalSeconds))
            .ToString();
}
