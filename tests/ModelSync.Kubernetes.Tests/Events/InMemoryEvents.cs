using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Tests.Events;

/// <summary>A cluster that knows Events alone: keeps those that are created, merges patches, and fails as the test says.</summary>
internal sealed class InMemoryEvents : IKubernetesClient, IResourceClient<Event>
{
    private readonly Dictionary<NamespacedName, Event> _events = [];

    /// <summary>What was asked so far.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What to fail the next calls with, one after the other; null lets one pass.</summary>
    public Queue<Exception?> Failures { get; } = new();

    /// <summary>Completes when calls may go on.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completes with the first call.</summary>
    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls end when their answer comes and not before.</summary>
    public bool IgnoresTokens { get; set; }

    public IReadOnlyList<Event> Events => [.. _events.Values];

    public Event Only => Events.Single();

    public ClusterName Cluster { get; } = new("west");

    public ResourceInfo Resource => Event.Resource;

    public IDiscoveryClient Discovery => throw new NotSupportedException();

    public IProxyClient Proxy => throw new NotSupportedException();

    public ISubresourceClient<Event> Status => throw new NotSupportedException();

    public ISubresourceClient<Scale> Scale => throw new NotSupportedException();

    public static KubernetesApiException Refusal(int code, string reason, string message = "no") =>
        new(new ApiStatus { Status = "Failure", Code = code, Reason = reason, Message = message }, "request");

    public void Clear() => _events.Clear();

    public async Task<Event> CreateAsync(Event value, WriteOptions? options, CancellationToken cancellationToken)
    {
        await CallAsync("create", cancellationToken);
        if (!_events.TryAdd(value.Metadata.Key, value))
        {
            throw Refusal(409, StatusReasons.AlreadyExists);
        }

        return value;
    }

    public async Task<Event> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken)
    {
        await CallAsync("patch", cancellationToken);
        var old = _events.GetValueOrDefault(key) ?? throw Refusal(404, StatusReasons.NotFound);
        using var json = System.Text.Json.JsonDocument.Parse(patch.Body);
        return _events[key] = old with
        {
            Count = json.RootElement.GetProperty("count").GetInt32(),
            LastTimestamp = KubeTime.Parse(json.RootElement.GetProperty("lastTimestamp").GetString()!),
            Message = json.RootElement.TryGetProperty("message", out var message) ? message.GetString() : old.Message,
        };
    }


    IResourceClient<T> IKubernetesClient.Resource<T>(ResourceType<T> type) => (IResourceClient<T>)(object)this;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject => throw new NotSupportedException();

    public Task<Event> ReplaceAsync(Event value, WriteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Event> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Event?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ListPage<Event>> ListPagesAsync(ListOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListPage<Event>> ListAsync(ListOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IWatch<Event>> WatchAsync(WatchOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task CallAsync(string verb, CancellationToken cancellationToken)
    {
        Calls.Add(verb);
        Called.TrySetResult();
        await Gate.WaitAsync(IgnoresTokens ? CancellationToken.None : cancellationToken);
        if (Failures.TryDequeue(out var failure) && failure is not null)
        {
            throw failure;
        }
    }
}
