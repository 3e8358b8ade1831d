using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The client of one kind in one representation.</summary>
internal sealed class SimulatedResourceClient<T>(SimulatedApi api, SimulatedWorld world, ResourceType<T> type) : IResourceClient<T>
    where T : class, IKubernetesObject
{
    private readonly SimulatedWriter<T> _writer = new(api, world, type, Subresource: null);

    public ResourceInfo Resource => type.Resource;

    public ISubresourceClient<T> Status => Subresource("status", type);

    public ISubresourceClient<Scale> Scale => throw new NotSupportedException("the simulated API has no scale subresource");

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject =>
        name == "status"
            ? new SimulatedStatusClient<TSub>(new SimulatedWriter<TSub>(api, world, type, name))
            : throw new NotSupportedException($"the simulated API has no subresource {name}");

    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => _writer.GetAsync(key, cancellationToken);

    public async IAsyncEnumerable<ListPage<T>> ListPagesAsync(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = options; ;)
        {
            await api.ReceiveAsync(_writer.NewRequest(SimulatedVerb.List, new NamespacedName(options.Namespace, ""), next.ResourceVersion), cancellationToken);
            var page = world.List(Resource, next);
            yield return Read(page);
            if (page.Continue is null)
            {
                yield break;
            }

            next = options with { Continue = page.Continue, ResourceVersion = ResourceVersion.None, ResourceVersionMatch = null };
        }
    }

    public async Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken cancellationToken)
    {
        await api.ReceiveAsync(_writer.NewRequest(SimulatedVerb.List, new NamespacedName(options.Namespace, ""), options.ResourceVersion), cancellationToken);
        return Read(world.List(Resource, options with { Limit = 0 }));
    }

    public async Task<IWatch<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        await api.ReceiveAsync(_writer.NewRequest(SimulatedVerb.Watch, new NamespacedName(options.Namespace, ""), options.ResourceVersion), cancellationToken);
        return new SimulatedWatch<T>(world.Watch(Resource, options), type, world.Close, cancellationToken);
    }

    public async Task<T> CreateAsync(T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        var request = _writer.NewRequest(SimulatedVerb.Create, value.Metadata.Key);
        await api.ReceiveAsync(request, cancellationToken);
        var body = new ArrayBufferWriter<byte>();
        type.Codec.Encode(value, body);
        var sent = JsonNode.Parse(body.WrittenSpan)!.AsObject();
        sent.Remove("status");
        return _writer.Read(world.Create(Resource, sent, options?.DryRun is true), request);
    }

    public Task<T> ReplaceAsync(T value, WriteOptions? options, CancellationToken cancellationToken) => _writer.ReplaceAsync(value.Metadata.Key, value, options, cancellationToken);

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        _writer.PatchAsync(key, patch, options, cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        _writer.ApplyAsync(configuration, options, cancellationToken);

    public async Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var request = _writer.NewRequest(SimulatedVerb.Delete, key);
        await api.ReceiveAsync(request, cancellationToken);
        var result = world.Delete(Resource, key, options);
        api.Answer(request);
        return result;
    }

    public async Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken)
    {
        await api.ReceiveAsync(_writer.NewRequest(SimulatedVerb.Delete, new NamespacedName(selection.Namespace, "")), cancellationToken);
        foreach (var value in world.List(Resource, selection with { Limit = 0, ResourceVersion = ResourceVersion.None }).Items)
        {
            world.Delete(Resource, value.Key, options);
        }
    }

    private ListPage<T> Read(SimulatedPage page)
    {
        var items = new List<T>(page.Items.Count);
        var invalid = new List<InvalidObject>();
        foreach (var value in page.Items)
        {
            if (SimulatedDecoder.Decode(type, value.Json, out var bad) is { } readable)
            {
                items.Add(readable);
            }
            else
            {
                invalid.Add(bad!);
            }
        }

        return new ListPage<T>
        {
            Items = items,
            Invalid = invalid,
            ResourceVersion = new ResourceVersion(page.Version.ToString(CultureInfo.InvariantCulture)),
            Continue = page.Continue,
        };
    }
}
