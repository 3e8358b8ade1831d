using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Controllers.Entities;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Events.Internal;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using ModelSync.Kubernetes.Tests.Queue;
using ModelSync.Testing;
using StateMetrics = ModelSync.Kubernetes.Clusters.Internal.ClusterMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>Has each part of the runtime measure all that it can, on one meter; what it observes goes when this is disposed.</summary>
internal sealed class EveryInstrument : IDisposable
{
    private static readonly NamespacedName Key = new("shop", "web");

    private readonly ManualTimeProvider _clock = new();
    private readonly FakeCluster _cluster = new("east");
    private readonly RuntimeServices _services;
    private readonly WorkQueue<Request> _queue;
    private readonly ClusterMetrics _controller;

    public EveryInstrument(Meter meter)
    {
        _services = new RuntimeServices { Meter = meter, TimeProvider = _clock };
        _queue = new WorkQueue<Request>(new WorkQueueOptions<Request> { Name = "maps", Cluster = _cluster.Name }, _services);
        _controller = new ClusterMetrics(meter, "maps", _cluster.Name);
        MeasureQueue();
        MeasureController();
        MeasureInformer();
        MeasureRest();
    }

    private Request Request => new(_cluster.Name, Key);

    public void Dispose()
    {
        _queue.Dispose();
        _controller.Dispose();
    }

    private void MeasureQueue()
    {
        _queue.Add(Request);
        using var lease = _queue.TakeReady();
        _queue.AddRateLimited(Request);
    }

    private void MeasureController()
    {
        foreach (var outcome in Enum.GetValues<Outcome>().Except([Outcome.Stopped]))
        {
            _controller.Reconciled(outcome, TimeSpan.FromSeconds(1));
        }

        _controller.ConsistencyWait();
        _controller.MapError();
        new ControllerClusters(Definition(), NullLogger.Instance).Add(Request);
        new InvalidObjectReports("maps", _services).Report(Request, new InvalidObject(new ObjectMeta { Name = "web" }, "bad"), ConfigMap.Resource, Context());

        var store = new ConsistencyStore(TimeSpan.FromSeconds(5), _services, "maps");
        _cluster.Caches.Of<ConfigMap>();
        store.Record(Request, _cluster, ConfigMap.Resource, new ObjectMeta { Name = "web", Namespace = "shop", Uid = "u", ResourceVersion = "10" }, isDelete: false);
        _clock.Advance(TimeSpan.FromSeconds(5));
        store.FirstPending(Request);
    }

    private void MeasureInformer()
    {
        var metrics = InformerMetrics.Of(_services.Meter);
        var telemetry = new InformerTelemetry(metrics, NullLogger.Instance, Deployment.Resource, _cluster.Name);
        metrics.Add(new Vitals(telemetry.Tags));
        telemetry.Changed(InformerEventKind.Added);
        telemetry.Lists(RelistReason.First, ns: null);
        telemetry.Watches(ns: null, new ResourceVersion("1"));
        telemetry.HandlerMissed(1);
    }

    private void MeasureRest()
    {
        var leader = new LeaderMetrics(_services.Meter, Key);
        leader.Transition();
        leader.Renewal("success");

        var events = new EventMetrics(_services.Meter, _cluster.Name);
        events.Created();
        events.Patched();
        events.Dropped();
        events.Failed();

        StateMetrics.Observe(_services.Meter, () => [_cluster]);
        new RequestMetrics(new KubernetesClientOptions { Meter = _services.Meter }).Record(RequestLabels.Of("get", ConfigMap.Resource), "200", TimeSpan.FromSeconds(1));
    }

    private ControllerDefinition Definition() => new()
    {
        Name = "maps",
        Options = new ControllerOptions(),
        Services = new ControllerServices { Clusters = new FakeRegistry(), Runtime = _services },
        WorksIn = ClusterScope.All,
        Sources = [],
        EventSources = [],
        ReconcilerFor = _ => new StepReconciler(),
    };

    private ReconcileContext Context() => new()
    {
        Cluster = _cluster,
        Client = _cluster.Client,
        Clusters = new FakeRegistry(),
        ReconcileId = "1",
        TimeProvider = _clock,
        Logger = NullLogger.Instance,
        ClientOf = other => other.Client,
    };

    private sealed record Vitals(KeyValuePair<string, object?>[] Tags) : IInformerVitals
    {
        public long Objects => 2;

        public long InvalidObjects => 1;

        public InformerHealth Health { get; } = new(HasSynced: true, IsConnected: true, DateTimeOffset.UnixEpoch, Failures: 0, LastError: null);

        public TimeSpan? SinceContact => TimeSpan.FromSeconds(1);
    }
}
