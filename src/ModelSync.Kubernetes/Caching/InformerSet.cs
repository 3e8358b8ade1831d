using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching;

/// <summary>The informers of one cluster, each made and run once however many ask for it.</summary>
public sealed partial class InformerSet : IInformerSet
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(ResourceInfo Resource, Type Representation), Member> _members = [];
    private readonly IKubernetesClient _client;
    private readonly RuntimeServices _services;
    private readonly ILogger _logger;
    private List<Task>? _running;
    private CancellationToken _stopping;

    /// <summary>A set without informers.</summary>
    public InformerSet(IKubernetesClient client, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(services);
        _client = client;
        _services = services;
        _logger = services.LoggerFactory.CreateLogger<InformerSet>();
    }

    /// <inheritdoc />
    public IReadOnlyCollection<ICacheView> Caches => [.. Members().Select(member => member.Cache)];

    /// <inheritdoc />
    public bool HasSynced => Array.TrueForAll(Members(), member => member.Cache.HasSynced);

    /// <inheritdoc />
    public IInformer<T> Add<T>(ResourceType<T> type, InformerOptions<T>? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        var member = Find<T>(type.Resource) ?? AddOrFind(NewMember(type, options ?? new InformerOptions<T>()));
        return options is null || InformerOptionsRules.AreSame(options, (InformerOptions<T>)member.Options)
            ? (IInformer<T>)member.Cache
            : throw new InvalidOperationException(
                $"the informer of {type.Resource} as {typeof(T).Name} was added with other options: give all who ask for it the same, or none");
    }

    /// <inheritdoc />
    public IInformer<T> Get<T>(ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        return Find<T>(type.Resource) is { } member
            ? (IInformer<T>)member.Cache
            : throw new InvalidOperationException($"nobody has added an informer of {type.Resource} as {typeof(T).Name}: call {nameof(Add)} before the caches are used");
    }

    /// <summary>The caches that hold objects of a kind, in whatever representation and version: their resource versions are the same.</summary>
    public IReadOnlyList<ICacheView> CachesOf(ResourceInfo resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return [.. Members().Select(member => member.Cache).Where(cache => IsSameKind(cache.Resource, resource))];
    }

    /// <inheritdoc />
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Members().Select(member => member.Cache.WaitForSyncAsync(cancellationToken)));

    /// <summary>Runs every informer until it is told to stop.</summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                throw new InvalidOperationException($"the informers of {_client.Cluster} run already");
            }

            _running = [];
            _stopping = cancellationToken;
            foreach (var member in _members.Values)
            {
                Start_NeedsLock(member);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, _services.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(TakeRunning()).ConfigureAwait(false);
    }

    private static bool IsSameKind(ResourceInfo left, ResourceInfo right) =>
        string.Equals(left.Group, right.Group, StringComparison.Ordinal) && string.Equals(left.Kind, right.Kind, StringComparison.Ordinal);

    // Outside of the lock, because it asks the client and the logger factory; the one that comes second is never run.
    private Member NewMember<T>(ResourceType<T> type, InformerOptions<T> options)
        where T : class, IKubernetesObject
    {
        var informer = new Informer<T>(_client, type, options, _services);
        return new Member((type.Resource, typeof(T)), informer, informer, options);
    }

    private Member? Find<T>(ResourceInfo resource)
    {
        lock (_gate)
        {
            return _members.GetValueOrDefault((resource, typeof(T)));
        }
    }

    private Member AddOrFind(Member member)
    {
        lock (_gate)
        {
            if (!_members.TryAdd(member.Key, member))
            {
                return _members[member.Key];
            }

            if (_running is not null)
            {
                Start_NeedsLock(member);
            }

            return member;
        }
    }

    private Member[] Members()
    {
        lock (_gate)
        {
            return [.. _members.Values];
        }
    }

    private List<Task> TakeRunning()
    {
        lock (_gate)
        {
            var running = _running!;
            _running = null;
            return running;
        }
    }

    private void Start_NeedsLock(Member member)
    {
        var stopping = _stopping;
        _running!.Add(Task.Run(() => RunOneAsync(member, stopping), CancellationToken.None));
    }

    private async Task RunOneAsync(Member member, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await member.Runnable.RunAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception)
            {
                // An informer catches what can go wrong, so that this is a mistake in it; the others go on all the same.
                LogFailed(exception, member.Cache.Resource, _client.Cluster, RestartDelay);
            }

            await Task.Delay(RestartDelay, _services.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The informer of {Resource} in {Cluster} failed; it starts again in {Delay}")]
    private partial void LogFailed(Exception exception, ResourceInfo resource, ClusterName cluster, TimeSpan delay);

    private sealed record Member((ResourceInfo Resource, Type Representation) Key, ICacheView Cache, IRunnable Runnable, object Options);
}
