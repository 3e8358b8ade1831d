using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>The informers of one cluster together, and what they count.</summary>
public sealed class InformerSetTests : InformerFixture
{
    private static readonly ResourceType<ConfigMap> Maps = ResourceType.Of<ConfigMap>();

    private InformerSet NewSet() => new(Api.Client, Services);

    [Test]
    public void The_same_kind_is_the_same_informer_and_with_other_options_a_mistake()
    {
        var set = NewSet();
        var first = set.Add(Maps, new InformerOptions<ConfigMap> { Namespaces = ["a", "b"] });

        Assert.That(set.Add(Maps, new InformerOptions<ConfigMap> { Namespaces = ["b", "a"] }), Is.SameAs(first));
        Assert.That(set.Add(Maps), Is.SameAs(first), "no options are no wish");
        Assert.That(set.Get(Maps), Is.SameAs(first));
        Assert.That(() => set.Add(Maps, new InformerOptions<ConfigMap>()), Throws.InvalidOperationException.With.Message.Contains("other options"));
    }

    [Test]
    public void Representations_have_caches_of_their_own_and_are_found_together()
    {
        var set = NewSet();
        var typed = set.Add(Maps);
        var metadata = set.Add(ResourceType.Metadata(Kind));
        set.Add(ResourceType.Of<Deployment>());

        Assert.That(set.CachesOf(Kind), Is.EquivalentTo(new ICacheView[] { typed, metadata }));
        Assert.That(set.Caches, Has.Count.EqualTo(3));
        Assert.That(() => set.Get(ResourceType.Dynamic(Kind)), Throws.InvalidOperationException.With.Message.Contains("nobody has added"));
    }

    [Test]
    public async Task Informers_that_are_added_while_it_runs_begin_at_once()
    {
        using var stop = new CancellationTokenSource();
        var set = NewSet();
        set.Add(Maps, Quiet);
        var run = set.RunAsync(stop.Token);
        await UntilAsync(() => set.HasSynced, "the first informer");

        Api.Faults.Latency = TimeSpan.FromSeconds(1);
        set.Add(ResourceType.Metadata(Kind), new InformerOptions<PartialObject> { Resync = TimeSpan.Zero });
        Assert.That(set.HasSynced, Is.False);
        await UntilAsync(() => set.HasSynced, "the second informer");
        await set.WaitForSyncAsync(Token);

        await stop.CancelAsync();
        await run.WaitAsync(Token);
        Assert.That(Api.OpenWatches, Is.Zero);
        Assert.That(Clock.ArmedTimers, Is.Zero);
    }

    [Test]
    public async Task A_kind_that_is_refused_holds_up_no_other()
    {
        using var stop = new CancellationTokenSource();
        Api.Faults.OnRequest = request => request.Resource?.Kind == "Deployment" ? SimulatedErrors.NotServed() : null;
        var set = NewSet();
        var refused = set.Add(ResourceType.Of<Deployment>());
        var maps = set.Add(Maps);
        var run = set.RunAsync(stop.Token);

        await UntilAsync(() => maps.HasSynced, "the informer that is served");

        Assert.That(refused.HasSynced, Is.False);
        Assert.That(set.HasSynced, Is.False);
        await stop.CancelAsync();
        await run.WaitAsync(Token);
    }

    [Test]
    public async Task Instruments_count_and_forget_informers_that_have_stopped()
    {
        using var listener = new MeterListener();
        var series = new Dictionary<string, double>();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        Put("a");
        PutPoison("bad");
        var run = await StartSyncedAsync();
        run.Informer.Subscribe(_ => throw new InvalidOperationException());
        await UntilAsync(() => Value("handler.errors") == 2 && Value("watches") == 1, "the handler's failures and the watch");
        await UntilAsync(FiveSecondsOfSilence, "silence, which the opening of the watch may have broken once more");

        Assert.That(Value("objects"), Is.EqualTo(2));
        Assert.That(Value("invalid_objects"), Is.EqualTo(1));
        Assert.That(Value("synced"), Is.EqualTo(1));
        Assert.That(Value("events", "type=added"), Is.EqualTo(2));
        Assert.That(Value("relists", "reason=first"), Is.EqualTo(1));
        Assert.That(Value("watches"), Is.EqualTo(1));

        await run.DisposeAsync();
        series.Clear();
        listener.RecordObservableInstruments();
        Assert.That(series, Is.Empty);

        bool FiveSecondsOfSilence()
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            listener.RecordObservableInstruments();
            return Value("last_contact") >= 5;
        }

        double Value(string name, string? tag = null)
        {
            lock (series)
            {
                return series.GetValueOrDefault($"modelsync.informer.{name} resource=configmaps,cluster=local{(tag is null ? "" : $",{tag}")}");
            }
        }

        void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = $"{instrument.Name} {string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
            lock (series)
            {
                series[key] = instrument.IsObservable ? value : series.GetValueOrDefault(key) + value;
            }
        }
    }
}
