using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Jobs;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Gates.Jobs;

/// <summary>A namespace with a rollout, which owns Jobs: without it they would be collected.</summary>
internal sealed class GatePlace : IAsyncDisposable
{
    private GatePlace(PlaygroundNamespace ns, GateScene scene) => (Namespace, Scene) = (ns, scene);

    public PlaygroundNamespace Namespace { get; }

    public GateScene Scene { get; }

    public ManualTimeProvider Time { get; } = new();

    public IKubernetesClient Client => Namespace.Cluster.Client;

    public static async Task<GatePlace> CreateAsync(CancellationToken cancellationToken)
    {
        var cluster = await GateWorld.GetAsync(cancellationToken);
        var ns = await cluster.CreateNamespaceAsync(cancellationToken);
        var rollout = await GateWorld.CreateRolloutAsync(cluster, ns.Name, cancellationToken);
        var identity = new RolloutIdentity { Namespace = ns.Name, Name = "fraud", Uid = rollout, Model = "fraud" };
        return new GatePlace(ns, TestScenes.Scene() with { Rollout = identity });
    }

    public static ModelGateSpec Spec(string annotations, string container = """{"name":"check","image":"check:1"}""") => new()
    {
        Type = GateType.Job,
        TimeoutSeconds = 120,
        Job = new JobCheck
        {
            Template = RawJson.From($$$"""{"metadata":{"annotations":{{{annotations}}}},"spec":{"containers":[{{{container}}}]}}"""),
        },
    };

    public GateRequest Request(ModelGateSpec spec) => TestScenes.Request(TestScenes.Gate("job", spec));

    public TestJobMeter Meter(string annotations, string container = """{"name":"check","image":"check:1"}""")
    {
        var spec = Spec(annotations, container);
        return new TestJobMeter(new JobMeter(spec.Job!, Request(spec), Scene, Client, Time), spec);
    }

    public Task<GateReading> MeasureAsync(TestJobMeter meter, CancellationToken cancellationToken) =>
        meter.Meter.MeasureAsync(TestScenes.Context(TestScenes.Gate("job", meter.Spec), Scene), cancellationToken);

    public async Task<GateReading> UntilDoneAsync(TestJobMeter meter, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reading = await MeasureAsync(meter, cancellationToken);
            if (reading.Outcome != MeasurementOutcome.Waiting)
            {
                return reading;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<GateJob>> JobsAsync(CancellationToken cancellationToken) =>
    [
        .. (await Client.Resource<GateJob>().ListAsync(new ListOptions { Namespace = Namespace.Name }, cancellationToken)).Items
            .Where(job => !job.Metadata.IsDeleting),
    ];

    public ValueTask DisposeAsync() => Namespace.DisposeAsync();
}
