using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Runtime;

/// <summary>A running informer of ConfigMaps, and what a subscriber makes of the changes that it is told: both must come to equal the server.</summary>
internal sealed class WatchedCache : IAsyncDisposable
{
    private readonly ConcurrentDictionary<NamespacedName, string> _told = new();
    private readonly ConcurrentQueue<string> _relists = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Meter _meter = new("test");
    private readonly MeterListener _listener = new();
    private readonly string _namespace;
    private readonly Informer<ConfigMap> _informer;
    private readonly IDisposable _subscription;
    private readonly Task _running;

    public WatchedCache(IKubernetesClient client, string ns)
    {
        _namespace = ns;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter) && instrument.Name == "modelsync.informer.relists")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _relists.Enqueue($"{tags.ToArray().First(tag => tag.Key == "reason").Value}"));
        _listener.Start();
        var services = new RuntimeServices { Meter = _meter };
        _informer = new Informer<ConfigMap>(client, ResourceType.Of<ConfigMap>(), new InformerOptions<ConfigMap> { Namespaces = [ns] }, services);
        _subscription = _informer.Subscribe(Take);
        _running = _informer.RunAsync(_stopping.Token);
    }

    /// <summary>Why the informer has listed so far.</summary>
    public IReadOnlyCollection<string> Relists => _relists;

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _informer.WaitForSyncAsync(cancellationToken);

    /// <summary>Waits until the cache, and what was told of it, hold exactly what the server holds: the same UIDs in the same versions.</summary>
    public async Task EqualsServerAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        var list = await client.Resource<ConfigMap>().ListAsync(new ListOptions { Namespace = _namespace }, cancellationToken);
        var server = list.Items.ToDictionary(item => item.Metadata.Key, IdentityOf);
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(Differences(server).Length == 0), "the cache equals the server", cancellationToken);
        }
        finally
        {
            // Nothing, where all is well.
            TestContext.Out.Write(string.Join(Environment.NewLine, Differences(server).Take(5)));
        }

        Assert.That(_informer.Count, Is.EqualTo(server.Count));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _subscription.Dispose();
        _listener.Dispose();
        _meter.Dispose();
        _stopping.Dispose();
    }

    private static string IdentityOf(ConfigMap map) => $"{map.Metadata.Uid}/{map.Metadata.ResourceVersion}";

    private void Take(InformerEvent<ConfigMap> change)
    {
        if (change.New is { } now)
        {
            _told[change.Key] = IdentityOf(now);
        }
        else
        {
            _told.TryRemove(change.Key, out _);
        }
    }

    private string[] Differences(Dictionary<NamespacedName, string> server) =>
    [
        .. Differences("cached", _informer.List().ToDictionary(item => item.Metadata.Key, IdentityOf), server),
        .. Differences("told", _told, server),
    ];

    private static IEnumerable<string> Differences(string what, IReadOnlyDictionary<NamespacedName, string> ours, Dictionary<NamespacedName, string> server) =>
        ours.Keys.Union(server.Keys)
            .Where(key => !string.Equals(ours.GetValueOrDefault(key), server.GetValueOrDefault(key), StringComparison.Ordinal))
            .Select(key => $"{key} {what} as {ours.GetValueOrDefault(key)}, not {server.GetValueOrDefault(key)}");
}
