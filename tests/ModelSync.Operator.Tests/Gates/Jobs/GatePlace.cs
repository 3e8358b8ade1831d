using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
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
        var cluster = await SharedCluster.GetAsync(cancellationToken);
        var ns = await cluster.CreateNamespaceAsync(cancellationToken);
        var rollout = await CreateRolloutAsync(cluster, ns.Name, cancellationToken);
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

    private static async Task<string> CreateRolloutAsync(PlaygroundCluster cluster, string ns, CancellationToken cancellationToken)
    {
        var manifest = $$"""
            apiVersion: modelsync.io/v1alpha1
            kind: ModelRollout
            metadata: {name: fraud, namespace: {{ns}}}
            spec:
              model: fraud
              version: 2.0.0
              template:
                spec:
                  containers: [{name: server, image: "models.example/fraud:2.0.0"}]
              ports: [{name: http, port: 80, targetPort: 8080}]
            """;
        var created = await cluster.ControlPlane.KubectlAsync(["--namespace", ns, "create", "--validate=false", "-f", "-"], manifest, cancellationToken);
        Assert.That(created.ExitCode, Is.Zero, created.Error);
        return (await cluster.Client.Resource<ModelRollout>().GetAsync(new NamespacedName(ns, "fraud"), cancellationToken))!.Metadata.Uid!;
    }
}
