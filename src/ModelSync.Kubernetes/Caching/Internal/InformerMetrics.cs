using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime.Internal;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// The instruments of all informers of one meter. The observable ones are made once and ask the informers that run now: a meter keeps each instrument
/// for ever, so that one for each informer would keep the informers of removed clusters, and their series, alive.
/// </summary>
internal sealed class InformerMetrics
{
    private static readonly PerMeter<InformerMetrics> Sets = new(static meter => new InformerMetrics(meter));

    private readonly Lock _gate = new();
    private readonly List<IInformerVitals> _running = [];

    private InformerMetrics(Meter meter)
    {
        Events = meter.CreateCounter<long>("modelsync.informer.events", "{event}", "Changes of cached objects.");
        Relists = meter.CreateCounter<long>("modelsync.informer.relists", "{list}", "Lists, and watches that begin with one.");
        Watches = meter.CreateCounter<long>("modelsync.informer.watches", "{watch}", "Watches that were opened.");
        HandlerErrors = meter.CreateCounter<long>("modelsync.informer.handler.errors", "{error}", "Exceptions of handlers and index functions, and events that a stuck handler missed.");
        meter.CreateObservableGauge("modelsync.informer.objects", () => Observe(static all => all.Sum(one => one.Objects)), "{object}", "Objects in the cache, readable or not.");
        meter.CreateObservableGauge("modelsync.informer.invalid_objects", () => Observe(static all => all.Sum(one => one.InvalidObjects)), "{object}", "Objects in the cache that cannot be read.");
        meter.CreateObservableGauge("modelsync.informer.synced", () => Observe(static all => all.All(one => one.Health.HasSynced) ? 1L : 0L), unit: null, "1 once the first list is in the cache.");
        meter.CreateObservableGauge("modelsync.informer.last_contact", ObserveContact, "s", "How long ago the server was last heard of.");
    }

    public Counter<long> Events { get; }

    public Counter<long> Relists { get; }

    public Counter<long> Watches { get; }

    public Counter<long> HandlerErrors { get; }

    public static InformerMetrics Of(Meter meter) => Sets.Of(meter);

    /// <summary>The tags of one informer: never a name of an object.</summary>
    public static KeyValuePair<string, object?>[] TagsOf(ResourceInfo resource, ClusterName cluster) =>
    [
        new("resource", resource.Group.Length == 0 ? resource.Plural : $"{resource.Plural}.{resource.Group}"),
        new("cluster", cluster.Value),
    ];

    public void Add(IInformerVitals informer)
    {
        lock (_gate)
        {
            _running.Add(informer);
        }
    }

    public void Remove(IInformerVitals informer)
    {
        lock (_gate)
        {
            _running.Remove(informer);
        }
    }

    private IEnumerable<Measurement<double>> ObserveContact() =>
        from series in Series()
        let longest = series.Max(one => one.SinceContact)
        where longest is not null
        select new Measurement<double>(longest.Value.TotalSeconds, series.First().Tags);

    private IEnumerable<Measurement<long>> Observe(Func<IReadOnlyList<IInformerVitals>, long> value) =>
        Series().Select(series => new Measurement<long>(value([.. series]), series.First().Tags));

    // Two representations of one kind have the same tags, and a series may be told only once.
    private List<IGrouping<(object?, object?), IInformerVitals>> Series()
    {
        lock (_gate)
        {
            return [.. _running.GroupBy(one => (one.Tags[0].Value, one.Tags[1].Value))];
        }
    }
}
