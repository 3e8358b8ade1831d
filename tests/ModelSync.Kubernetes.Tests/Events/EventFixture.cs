using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Events.Internal;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Events;

/// <summary>A cluster that knows Events alone, a clock that stands still, and what was counted and logged.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class EventFixture
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly Meter _meter = new("test");
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _results = [];

    protected EventFixture()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (_results)
            {
                Assert.That(tags[1], Is.EqualTo(new KeyValuePair<string, object?>("cluster", "west")));
                var result = (string)tags[0].Value!;
                _results[result] = _results.GetValueOrDefault(result) + value;
            }
        });
        _listener.Start();
        Services = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Meter = _meter, Jitter = () => 1 };
    }

    protected static EventRecorderOptions Options { get; } = new() { Component = "modelsync.io/test", Instance = "operator-0" };

    protected static ConfigMap About { get; } = new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new ObjectMeta { Name = "web", Namespace = "shop", Uid = "uid-web", ResourceVersion = "7" },
    };

    protected CancellationToken Token => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected RecordingLoggerFactory Logs { get; } = new();

    protected RuntimeServices Services { get; }

    private protected InMemoryEvents Cluster { get; } = new();

    /// <summary>What became of the Events, as `created=1 patched=2`.</summary>
    protected string Results
    {
        get
        {
            lock (_results)
            {
                return string.Join(' ', _results.OrderBy(result => result.Key).Select(result => $"{result.Key}={result.Value}"));
            }
        }
    }

    [TearDown]
    public void End()
    {
        _listener.Dispose();
        _meter.Dispose();
        Logs.Dispose();
        _limit.Dispose();
    }

    private protected EventSender Sender(EventRecorderOptions? options = null)
    {
        var metrics = new EventMetrics(Services.Meter, Cluster.Cluster);
        return new EventSender(Cluster, options ?? Options, Services, metrics, new LostEvents(Logs, Clock));
    }

    private protected RecordedEvent Happened(string message, string reason = "Scaled", string name = "web", EventType type = EventType.Normal) => new(
        new Regarding("v1", "ConfigMap", new NamespacedName("shop", name), $"uid-{name}", "7"), type, reason, message, Action: null, Clock.GetUtcNow());
}
