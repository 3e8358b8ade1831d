using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching;

/// <summary>
/// Lists and watches one kind in one cluster and keeps what it sees. With several namespaces each has a list and watch of its own, and the cache is
/// synced once all are. It never gives up: a kind that is not served yet or may not be read is asked for again, which <see cref="Health"/> shows.
/// </summary>
/// <typeparam name="T">The representation.</typeparam>
public sealed class Informer<T> : IInformer<T>, IInformerVitals
    where T : class, IKubernetesObject
{
    private readonly InformerOptions<T> _options;
    private readonly RuntimeServices _services;
    private readonly InformerMetrics _metrics;
    private readonly InformerTelemetry _telemetry;
    private readonly ObjectStore<T> _store;
    private readonly Reflector<T>[] _reflectors;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    /// <summary>An informer that begins once it is run.</summary>
    /// <exception cref="ArgumentException">An option does not fit; the message names it and the remedy.</exception>
    public Informer(IKubernetesClient client, ResourceType<T> type, InformerOptions<T> options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(services);
        InformerOptionsRules.Check(options, type.Resource);
        _options = options;
        _services = services;
        Resource = type.Resource;
        _metrics = InformerMetrics.Of(services.Meter);
        _telemetry = new InformerTelemetry(_metrics, services.LoggerFactory.CreateLogger<Informer<T>>(), Resource, client.Cluster);
        _store = new ObjectStore<T>(options.Indexes, (index, exception) => _telemetry.IndexFailed(index.Name, exception), _telemetry.Changed);
        var reader = client.Resource(type);
        _reflectors = [.. NamespacesOf(options).Select(ns => new Reflector<T>(ns, reader, options, _store, _telemetry, services, NoteSynced))];
    }

    /// <inheritdoc />
    public ResourceInfo Resource { get; }

    /// <inheritdoc />
    public bool HasSynced => _synced.Task.IsCompleted;

    /// <inheritdoc />
    public int Count => _store.Count;

    /// <inheritdoc />
    public InformerHealth Health => ReflectorHealth.Combine(_reflectors.Select(reflector => reflector.Health));

    KeyValuePair<string, object?>[] IInformerVitals.Tags => _telemetry.Tags;

    long IInformerVitals.Objects => _store.Count;

    long IInformerVitals.InvalidObjects => _store.InvalidCount;

    TimeSpan? IInformerVitals.SinceContact => _services.TimeProvider.GetUtcNow() - Health.LastContact;

    /// <inheritdoc />
    public T? Get(NamespacedName key) => _store.Find(key) as T;

    /// <inheritdoc />
    public InvalidObject? GetInvalid(NamespacedName key) => _store.Find(key) as InvalidObject;

    /// <inheritdoc />
    public ObjectMeta? GetMetadata(NamespacedName key) => _store.Find(key) is { } value ? ObjectIdentity.MetadataOf(value) : null;

    /// <inheritdoc />
    public IReadOnlyList<T> List(string? @namespace = null) => _store.List<T>(@namespace);

    /// <inheritdoc />
    public IReadOnlyList<InvalidObject> ListInvalid() => _store.List<InvalidObject>(ns: null);

    /// <inheritdoc />
    public IReadOnlyList<T> ByIndex(CacheIndex<T> index, string value)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(value);
        return _store.ByIndex(index, value);
    }

    /// <summary>
    /// Whether the cache would hold an object with these labels in this namespace. With a field selector the answer is no, unless it asks for name and
    /// namespace alone: the other fields cannot be known from the metadata, and to wait in vain is worse than not to wait.
    /// </summary>
    public bool Covers(ObjectMeta metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return IsNamespaceCovered(metadata.Namespace)
            && _options.LabelSelector?.Matches(metadata.Labels) is not false
            && (_options.FieldSelector is not { } fields || MetadataFields.Match(fields, metadata));
    }

    /// <inheritdoc />
    public ResourceVersion VersionFor(string? @namespace) =>
        Array.Find(_reflectors, reflector => reflector.Namespace is null || string.Equals(reflector.Namespace, @namespace, StringComparison.Ordinal))?.Version
        ?? ResourceVersion.None;

    /// <inheritdoc />
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public IDisposable Subscribe(Action<InformerEvent<T>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = new Subscription<T>(_store, handler, _telemetry.HandlerFailed, _telemetry.HandlerMissed);
        _store.Subscribe(subscription);
        return subscription;
    }

    /// <summary>Keeps the cache equal to the server until it is told to stop. Run again, it goes on from where it was.</summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _runs, 1) != 0)
        {
            throw new InvalidOperationException($"the informer of {Resource} runs already");
        }

        _metrics.Add(this);
        try
        {
            await Task.WhenAll([.. _reflectors.Select(reflector => reflector.RunAsync(cancellationToken)), ResyncAsync(cancellationToken)]).ConfigureAwait(false);
        }
        finally
        {
            _metrics.Remove(this);
            Volatile.Write(ref _runs, 0);
        }
    }

    private static IReadOnlyList<string?> NamespacesOf(InformerOptions<T> options) => options.Namespaces ?? (IReadOnlyList<string?>)[null];

    private bool IsNamespaceCovered(string? ns) => _options.Namespaces is null || (ns is not null && _options.Namespaces.Contains(ns, StringComparer.Ordinal));

    // Each reflector calls it after its own first list, so that the last one finds all the others done.
    private void NoteSynced()
    {
        if (Array.TrueForAll(_reflectors, reflector => reflector.Health.HasSynced))
        {
            _synced.TrySetResult();
        }
    }

    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        if (_options.Resync == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            while (true)
            {
                // Spread, or all informers of all replicas would fill all queues at the same moment.
                await Task.Delay(_options.Resync * (0.9 + (0.2 * _services.Jitter())), _services.TimeProvider, cancellationToken).ConfigureAwait(false);
                _store.Resync();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
